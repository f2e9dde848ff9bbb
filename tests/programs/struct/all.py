# Packing and unpacking, and what is said of what doesn't fit.
import struct
def t(f,*a):
    try: r=getattr(struct,f)(*a)
    except Exception as e: r=type(e).__module__+'.'+type(e).__name__+': '+str(e)
    print(f,a,'->',r)
for p in '@','<','=':
    for c in 'bBhHiIlLqQ':
        for v in (-1,2**70,-2**70,300,70000,2**33,-2**40,1.5,'x',None):
            if v in (300,70000,2**33,-2**40) : 
                pass
            t('pack',p+c,v)
for p in '@n','@N','<n','@P','<P','<z','3','2x3','c','?','e','f','d','s','p','3s','5p','i i','i,','':
    for v in (1,-1,'a',b'a',b'ab',None,1.5,1e300,2**70,70000.0): t('pack',p,v)
t('pack','i'); t('pack','ii',1); t('pack','i',1,2)
t('unpack','i',b'abc'); t('unpack','<ii',b'abc'); t('unpack','i','abc'); t('unpack',3,b'');t('unpack','i')
t('calcsize','bhilq'); t('calcsize','>bhilq'); t('calcsize','i0q');t('calcsize','99999999999999999999i');t('calcsize','9223372036854775807i')
t('unpack_from','<i',b'abcdef',1);t('unpack_from','<i',b'abcdef',4);t('unpack_from','<i',b'abcdef',-3);t('unpack_from','<i',b'abcdef',-7); t('unpack_from','<i',b'abcdef',9)
b=bytearray(6)
t('pack_into','<i',b,1,5);print(b);t('pack_into','<i',b,4,5);t('pack_into','<i',b,-3,5);t('pack_into','<i',b,-9,5);t('pack_into','<i',b,9,5);t('pack_into','<i',b'abc',0,5);t('pack_into','<i',b);t('pack_into','<i')
t('iter_unpack','<i',b'abcde');t('iter_unpack','0i',b'');t('iter_unpack','',b'')
print(list(struct.iter_unpack('<h',b'abcdef')))
s=struct.Struct('<ih'); print(s.size,s.format,type(s.format)); 
import sys
print(sys.getsizeof(s), sys.getsizeof(struct.Struct('10s5x?')))
print(struct.Struct(b'<i').format)
try: struct.Struct()
except Exception as e: print(repr(e))
try: struct.Struct('\xe9')
except Exception as e: print(repr(e))
print(repr(s)[:20], s.unpack(b'abcdef'), struct.error, struct.Struct)
print(struct.pack('>bhl?5s3pxd',1,2,3,True,b'abc',b'xyz',1.5), struct.unpack('>bhl?5s3pxd',struct.pack('>bhl?5s3pxd',1,2,3,True,b'abc',b'xyz',1.5)))
print(struct.pack('0s3xh',b'',1), struct.pack('bxi',1,2),struct.pack('@ci0l',b'a',2))
class I:
    def __index__(self): return 7
print(struct.pack('b',I()), struct.pack('f',I())); t('pack','?',[]); t('unpack','?',b'\2'); t('pack','c',1); t('pack','c',b'ab'); t('pack','e',1e6);t('pack','f',1e40)
it=struct.iter_unpack('<h',b'abcdef'); print(type(it),it.__length_hint__(), next(it), it.__length_hint__())
