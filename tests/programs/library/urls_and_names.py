# Addresses of the web, and UUIDs.
from urllib.parse import *
import urllib.parse, uuid
for u in 'http://user:pw@Host:80/a/b;p?q=1&r=2#f','//h/p','mailto:a@b.c','/a?b','http://[::1]:8080/x','','a:b','http://h:99999/','HTTP://X.Y/%20','file:///etc','https://a.b?x#y','x;y/z;w':
    p=urlparse(u); print(p, p.geturl(), p.hostname, p.username, p.password); s=urlsplit(u); print(s, urlunsplit(s))
    try: print(p.port)
    except ValueError as e: print(e)
for b,r in ('http://a/b/c/d;p?q','g'),('http://a/b/c/d;p?q','../g'),('http://a/b/c/d;p?q','/g'),('http://a/b/c/d;p?q','//g'),('http://a/b/c/d;p?q','?y'),('http://a/b/c/d;p?q','#s'),('http://a/b/c/d;p?q','g:h'),('http://a/b/c/d;p?q','../../../g'),('http://a/b/c/d;p?q','.'),('http://a/b/c/d;p?q','..'),('http://a/b/c/d;p?q',''),('','x'),('http://a','b'),('http://a/b/','c/'): print(b,r,urljoin(b,r))
print(quote('a b/ü&=~'), quote_plus('a b/ü'), unquote('a%20b%C3%BC%zz%4'), unquote_plus('a+b%2B'), quote(b'\xff'), quote('/x',safe=''), unquote_to_bytes('a%ff'))
print(urlencode({'a':1,'b':'x y','c':['p','q']}), urlencode([('a',[1,2])],doseq=True), parse_qs('a=1&a=2&b=&c=%20'), parse_qsl('a=1&b=2;c',keep_blank_values=True), urldefrag('http://a/b#c'))
try: urlencode(1)
except TypeError as e: print(e)
u=uuid.UUID('12345678-1234-5678-1234-567812345678'); print(u, repr(u), u.hex, u.int, u.bytes, u.fields, u.version, u.variant, u.urn, u.bytes_le)
print(uuid.uuid5(uuid.NAMESPACE_DNS,'python.org'), uuid.uuid3(uuid.NAMESPACE_URL,'x'), len(str(uuid.uuid4())), uuid.uuid4().version, uuid.uuid1().version, uuid.uuid4()==uuid.uuid4(), {u:1}, u<uuid.UUID(int=2**127))
for f in lambda: uuid.UUID('x'), lambda: uuid.UUID(), lambda: uuid.UUID(int=-1), lambda: setattr(u,'int',3):
    try: f()
    except Exception as e: print(type(e).__name__, e)
import secrets, getpass; print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), len(secrets.token_urlsafe(4)), 0<=secrets.randbelow(5)<5, secrets.choice([1]), secrets.compare_digest('a','a'))
from pathlib import Path; print(Path('/a b/c').as_uri())
