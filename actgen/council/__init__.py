"""What a council is and does: what its files say, which kinds of acts there are, what is counted of them.

`facts` are what files say, frozen; `kinds` are the folders of texts; `figures` are everything that is
computed, once. Neither sentences of acts nor findings on the law enter: they are in `acts` and `checks`.
"""
