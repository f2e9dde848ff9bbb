# Tables of commas.
import csv, io
rows=[['a','b c','d,e'],[1,2.5,None],['q"uote','new\nline',''],[],['x'],['',''],[True,'é',b'x']]
for kw in {}, dict(quoting=csv.QUOTE_ALL), dict(quoting=csv.QUOTE_NONNUMERIC), dict(delimiter=';'), dict(dialect='excel-tab'), dict(dialect='unix'), dict(quoting=csv.QUOTE_NONE,escapechar='\\'), dict(doublequote=False,escapechar='\\'), dict(quotechar="'"), dict(lineterminator='\n'), dict(quoting=csv.QUOTE_NONE):
    o=io.StringIO(newline='')
    try:
        w=csv.writer(o,**kw); n=[w.writerow(r) for r in rows]; print(kw, n, repr(o.getvalue()))
        o.seek(0); print(list(csv.reader(o,**kw)))
    except Exception as e: print(kw, type(e), e, repr(o.getvalue()))
for s,kw in (['a,b\r\n','"c\n','d",e'],{}),(['a, b'],dict(skipinitialspace=True)),(['"a"b,c'],{}),(['"a"b,c'],dict(strict=True)),(['a\\,b,c'],dict(escapechar='\\')),(['"a'],{}),(['"a'],dict(strict=True)),(['1,"2",3'],dict(quoting=csv.QUOTE_NONNUMERIC)),(['x,1'],dict(quoting=csv.QUOTE_NONNUMERIC)),(['a\rb'],{}),([b'a'],{}),(['a""b,"c""d"'],{}),(["a,'b,c'"],dict(quotechar="'")),(['','a',''],{}),([','],{}):
    try:
        r=csv.reader(s,**kw); print(s,kw,list(r),r.line_num)
    except Exception as e: print(s,kw,type(e),e)
for kw in dict(delimiter=''),dict(delimiter='ab'),dict(delimiter=None),dict(delimiter=1),dict(quotechar='ab'),dict(quotechar=None),dict(quoting=9),dict(quoting='x'),dict(lineterminator=None),dict(foo=1),dict(dialect='nope'),dict(escapechar=1):
    try: csv.reader([],**kw); print(kw,'ok')
    except Exception as e: print(kw,type(e),e)
d=list(csv.DictReader(['a,b','1,2','3','4,5,6','']))
print(d)
r=csv.DictReader(['1,2'],fieldnames=['x','y']); print(r.fieldnames, next(r), r.line_num)
o=io.StringIO(); w=csv.DictWriter(o,['a','b'],restval='?'); w.writeheader(); w.writerow({'a':1}); w.writerows([{'a':1,'b':2}]); print(repr(o.getvalue()))
try: w.writerow({'z':1})
except ValueError as e: print(e)
try: csv.writer(1)
except TypeError as e: print(e)
try: csv.writer(io.StringIO()).writerow(1)
except csv.Error as e: print(e)
print(csv.list_dialects(), csv.field_size_limit(), csv.Error, csv.reader([]).dialect.delimiter, csv.QUOTE_MINIMAL)
csv.register_dialect('p',delimiter='|'); print(list(csv.reader(['a|b'],'p'))); csv.unregister_dialect('p')
class My(csv.Dialect):
    delimiter=':'; quotechar='"'; quoting=csv.QUOTE_MINIMAL; lineterminator='\n'
print(list(csv.reader(['a:b'],My)), list(csv.reader(['a:b'],dialect=My())))
with open('t.csv','w',newline='') as f: csv.writer(f).writerows([['n','v'],['a',1]])
with open('t.csv',newline='') as f:
    for row in csv.DictReader(f): print(row)
print(open('t.csv','rb').read())
