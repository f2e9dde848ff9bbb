# binascii, base64, zlib, hashlib, hmac.
import binascii, base64, zlib, hashlib
def t(f,*a,**k):
    try: r=f(*a,**k)
    except Exception as e: r=type(e).__module__+'.'+type(e).__name__+': '+str(e)
    print(getattr(f,'__name__',f),a,k,'->',r)
for s in b'',b'YQ==',b'YWI=',b'YWJj',b'YQ',b'YQ=',b'Y',b'Y===',b'YW Jj\n',b'YW@Jj','YWJj','é',b'YQ==YQ==',b'=',b'YWJjZ',b'YWJjZA',1: t(binascii.a2b_base64,s)
for s in b'',b'ab',b'AbCd',b'abc',b'zz','6162','zz',1,'é': t(binascii.unhexlify,s)
t(binascii.hexlify,b'abc'); t(binascii.hexlify,b'abcd',':');t(binascii.hexlify,b'abcde','-',2);t(binascii.hexlify,b'abcde','-',-2); t(binascii.hexlify,b'abc','--'); t(binascii.hexlify,'x')
t(binascii.b2a_base64,b'abc'); t(binascii.b2a_base64,b'abc',newline=False); t(binascii.crc32,b'hello'); t(binascii.crc32,b'lo',binascii.crc32(b'hel')); t(binascii.crc_hqx,b'hello',0)
t(zlib.crc32,b'hello'); t(zlib.adler32,b'hello'); t(zlib.adler32,b'lo',zlib.adler32(b'hel'))
d=b'hello world '*100
c=zlib.compress(d); print(zlib.decompress(c)==d); t(zlib.decompress,b'abc'); t(zlib.decompress,b'')
o=zlib.compressobj(); x=o.compress(d)+o.flush(); print(zlib.decompress(x)==d)
o=zlib.decompressobj(); print(o.decompress(x+b'tail')==d, o.unused_data, o.eof)
print(type(o), type(zlib.compressobj()), zlib.error.__mro__)
for n in 'md5','sha1','sha224','sha256','sha384','sha512','sha3_256','blake2b','blake2s','sha3_512':
    h=getattr(hashlib,n)(b'abc'); print(n,h.name,h.digest_size,h.block_size,h.hexdigest()[:32],type(h))
h=hashlib.sha256(); h.update(b'a'); g=h.copy(); g.update(b'b'); print(h.hexdigest()[:8], g.hexdigest()[:8], h.digest()[:4])
t(hashlib.new,'nope'); t(hashlib.sha256,'abc'); t(hashlib.md5,1); t(h.update,'x'); 
print(hashlib.shake_128(b'abc').hexdigest(8)); print(hashlib.blake2b(b'abc',digest_size=8).hexdigest())
print(hashlib.pbkdf2_hmac('sha256',b'pw',b'salt',10).hex()); print(sorted(hashlib.algorithms_guaranteed))
import hmac; print(hmac.new(b'k',b'm','sha256').hexdigest(), hmac.compare_digest('a','a'), hmac.digest(b'k',b'm','md5').hex(), repr(hmac.new(b'k',b'm','sha256')).split(' at')[0])
t(hmac.new,b'k'); t(hmac.new,'k',b'm','md5')
for f in base64.b64encode,base64.b32encode,base64.b16encode,base64.b85encode,base64.a85encode,base64.urlsafe_b64encode,base64.standard_b64encode,base64.encodebytes: t(f,b'\xff\xfehello world?'); t(f,b'')
t(base64.b64decode,'aGVsbG8='); t(base64.b64decode,'aGVs bG8='); t(base64.b64decode,'aGVs!bG8=',validate=True); t(base64.b64encode,'x'); t(base64.b32decode,'NBSWY3DP'); t(base64.b32decode,'NBSWY3D'); t(base64.b16decode,'6869'); t(base64.b16decode,'zz'); t(base64.b85decode,b'Xk~0{Zv'); t(base64.a85decode,b'BOu!rDZ'); t(base64.b64encode,b'>>>???',b'-_'); t(base64.urlsafe_b64decode,b'Pj4-Pz8_'); t(base64.decodebytes,b'aGk=\n'); t(base64.b85decode,b'\xff'); t(base64.b32decode,'nbswy3dp',casefold=True)
