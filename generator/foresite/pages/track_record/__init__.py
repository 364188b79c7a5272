"""The track record's pages: figures in words, in a reader's order.

``page`` makes the files; the other modules each decide the words of one part.
Every figure comes from the package ``foresite.track_record``; nothing is counted here.
"""
