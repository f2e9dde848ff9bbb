# Settings in sections.
import configparser, io
T='''[DEFAULT]
base = /home
debug: no
[a]
path = %(base)s/x
n=5
f : 1.5
multi = one
  two

  three
# comment
; other
on = yes
[b c]
Key=Val
path = %(nope)s
lit = 100%%
'''
c=configparser.ConfigParser(); c.read_string(T)
print(c.sections(), c['a']['path'], c.getint('a','n'), c['a'].getfloat('f'), c.getboolean('a','on'), repr(c['a']['multi']), c['b c']['key'], dict(c['a']), c.items('a'), 'a' in c, c.has_option('a','N'), c.options('a'), c['b c']['lit'])
for f in (lambda:c['zz'], lambda:c.get('zz','x'), lambda:c.get('a','zz'), lambda:c['a']['zz'], lambda:c.get('b c','path'), lambda:c.getint('a','f'), lambda:c.getboolean('a','n'), lambda:c.add_section('a'), lambda:c.add_section('DEFAULT'), lambda:c.set('a','x',1), lambda:c.set('zz','x','1'), lambda:c.read_string('x=1'), lambda:configparser.ConfigParser().read_string('[a]\nx=1\nx=2'), lambda:configparser.ConfigParser().read_string('[a]\n[a]'), lambda:configparser.ConfigParser().read_string('[a]\nnodelim\n'), lambda: c.set('a','p','50%')):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e))
print(c.get('a','zz',fallback='fb'), c['a'].get('zz'), c['a'].get('zz','d'), c.getint('a','zz',fallback=3))
c['new']={'x':'1','Y':'2'}; c.set('new','z','3'); c.remove_option('new','x'); c.remove_section('b c')
o=io.StringIO(); c.write(o); print(o.getvalue())
open('c.ini','w').write(o.getvalue()); d=configparser.ConfigParser(); print(d.read(['c.ini','nope.ini']), d['new']['y'], d==c, list(d), len(d), c['new'], d.defaults())
e=configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation()); e.read_string('[x]\na=1\n[y]\nb=${x:a}/${c}\nc=2\n'); print(e['y']['b'])
r=configparser.RawConfigParser(allow_no_value=True,inline_comment_prefixes=('#',)); r.read_string('[s]\nflag\nv=1 # c\np=%(q)s'); print(dict(r['s']))
r.optionxform=str; r.read_dict({'s':{'Ab':1}}); print(r['s']['Ab'], r.popitem()[0])
