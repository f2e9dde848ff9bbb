import json, sys
def tr(f):
    try: print('OK',repr(f()))
    except Exception as e: print(type(e).__name__, e)
print(json.dumps({'a':1,'b':[1,2.5,None,True],'c':{'d':'é"\n'}}), json.dumps([1,(2,3)],indent=2), json.dumps({'b':1,'a':2},sort_keys=True,indent=4), json.dumps('é',ensure_ascii=False), json.dumps([1,2],separators=(',',':')), json.dumps({1:2,None:3,True:4,1.5:6}), json.dumps([]), json.dumps({},indent=2), json.dumps([[],{}],indent=1), json.dumps(float('nan')), json.dumps(1e100))
print(json.loads('{"a": [1, 2.5, -3e2, "x\\u00e9\\n", null, true, false]}'), json.loads(' [1 , 2 ] '), json.loads('"a"'), json.loads(b'{"a":1}'), json.loads('12345678901234567890'), json.loads('NaN'), json.loads('"\\ud83d\\ude00"'))
for s in ['','{','[1,]','{"a":1,}','{a:1}','{"a" 1}','[1 2]','"abc','nul','{"a":1} x','"\\q"','"\\u12"','\ufeff1','[','{"a":','-','01','[1','"a\tb"','1.','{"a":1 "b":2}']: tr(lambda: json.loads(s))
tr(lambda: json.dumps({1,2})); tr(lambda: json.dumps(1j)); tr(lambda: json.dumps({(1,2):3})); tr(lambda: json.dumps({(1,2):3},skipkeys=True)); tr(lambda: json.dumps(float('inf'),allow_nan=False)); tr(lambda: json.loads(None)); l=[]; l.append(l); tr(lambda: json.dumps(l))
class E(json.JSONEncoder):
    def default(self,o):
        if isinstance(o,set): return sorted(o)
        return super().default(o)
print(json.dumps({'s':{3,1}},cls=E), json.dumps({1},default=list)); tr(lambda: json.dumps(object,cls=E))
print(json.loads('{"a":1,"b":{"c":2}}',object_hook=lambda d: sorted(d.items())), json.loads('{"a":1}',object_pairs_hook=lambda p:p), json.loads('[1.5]',parse_float=str), json.loads('[15]',parse_int=float))
try: json.loads('[1,\n 2,\n x]')
except json.JSONDecodeError as e: print(e.msg, e.pos, e.lineno, e.colno, e.doc)
