import gc, sys

basket = ["apple", "pear"]
shelf = {"fruit": basket}
print(sys.getrefcount(basket))  # 3: which three?

class Friend:
    likes = None

ann = Friend()
bob = Friend()
ann.likes = bob
bob.likes = ann

del ann, bob  # nobody can reach them now
gc.collect()
