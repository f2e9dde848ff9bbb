# Command lines and the help on them.
import argparse, sys
def mk(**k):
    p=argparse.ArgumentParser(prog='prog',description='A test program that does things.',epilog='The end.',**k)
    p.add_argument('file',help='input file'); p.add_argument('rest',nargs='*',help='others')
    p.add_argument('-v','--verbose',action='store_true',help='be loud'); p.add_argument('-n','--num',type=int,default=3,help='number (default: %(default)s)')
    p.add_argument('--mode',choices=['a','b'],help='mode of operation which has a very long help text that will need to be wrapped somewhere'); p.add_argument('-c','--count',action='count',default=0)
    p.add_argument('--list',nargs='+',metavar='X'); p.add_argument('--app',action='append'); p.add_argument('--no',dest='yes',action='store_false'); p.add_argument('--version',action='version',version='%(prog)s 1.0'); p.add_argument('-D',nargs=2); p.add_argument('--opt',nargs='?',const='C',default='D')
    return p
p=mk()
print(p.format_help()); print(p.format_usage())
for a in (['f'],['f','x','y','-v','-n','5'],['-n5','f'],['--num=7','f','-ccc'],['f','--mode','z'],['f','-n','x'],[],['f','--bogus'],['f','--list','1','2','--app','q','--app=r'],['f','--no'],['--ver'],['f','--verb'],['f','-D','1'],['f','-D','1','2'],['f','--opt'],['f','--opt','z'],['f','--list'],['--version'],['-h'],['f','-vn4'],['f','-v4'],['f','--','-x','y'],['f','-n','-5'],['f','--m','a'],['f','--verbose=1']):
    try: print(a, p.parse_args(a))
    except SystemExit as e: print(a,'exit',e.code); sys.stdout.flush()
s=argparse.ArgumentParser(prog='git'); sub=s.add_subparsers(dest='cmd',help='sub-command help',required=True)
a=sub.add_parser('add',help='add things',aliases=['a']); a.add_argument('path'); a.set_defaults(func=len); b=sub.add_parser('rm'); b.add_argument('-f',action='store_true')
print(s.format_help()); print(a.format_help())
for x in (['add','p'],['rm','-f'],[],['zz'],['add'],['a','q']):
    try: print(x, s.parse_args(x))
    except SystemExit as e: print(x,'exit',e.code)
m=argparse.ArgumentParser(prog='m'); g=m.add_mutually_exclusive_group(required=True); g.add_argument('--foo',action='store_true'); g.add_argument('--bar',type=float); gg=m.add_argument_group('extra','More things'); gg.add_argument('--zed',help='zzz',required=True)
print(m.format_help())
for x in (['--foo','--zed','1'],['--foo','--bar','1','--zed','1'],['--zed','1'],['--bar','x','--zed','1'],['--foo']):
    try: print(x, m.parse_args(x))
    except SystemExit as e: print(x,'exit',e.code)
d=argparse.ArgumentParser(prog='d',formatter_class=argparse.ArgumentDefaultsHelpFormatter,add_help=False); d.add_argument('--x',default=5,help='the x'); d.add_argument('y',nargs='?',default=1,help='the y'); print(d.format_help())
r=argparse.ArgumentParser(prog='r',formatter_class=argparse.RawDescriptionHelpFormatter,description='  line1\n    line2'); print(r.format_help())
def pos(s):
    v=int(s)
    if v<0: raise argparse.ArgumentTypeError('%s is negative'%s)
    return v
q=argparse.ArgumentParser(prog='q'); q.add_argument('n',type=pos); q.add_argument('-k',choices=[1,2],type=int,metavar='K')
for x in (['-1'],['5'],['x'],['5','-k','3'],['5','-k','2']):
    try: print(x, q.parse_args(x))
    except SystemExit as e: print(x,'exit',e.code)
n=argparse.Namespace(a=1,b='x'); print(n, n==argparse.Namespace(a=1,b='x'), 'a' in n, vars(n))
for f in (lambda: q.add_argument('-k'), lambda: q.add_argument('z',required=True), lambda: q.add_argument('--q',action='nope'), lambda: q.add_argument('--w',type='int')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
if sys.version_info>=(3,9):
    z=argparse.ArgumentParser(prog='z'); z.add_argument('--flag',action=argparse.BooleanOptionalAction,default=True,help='a flag'); print(z.format_help(), z.parse_args(['--no-flag']))
e=argparse.ArgumentParser(prog='e',exit_on_error=False) if sys.version_info>=(3,9) else None
if e:
    e.add_argument('--i',type=int)
    try: e.parse_args(['--i','x'])
    except argparse.ArgumentError as x: print('AE',x)
