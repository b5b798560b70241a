"""SemEval-2016 task 6 (Mohammad and others 2016): the stance of a tweet to a target that it need not name.

=========  =======================================================================================
native     ours
=========  =======================================================================================
Stance     stance of `@author`: FAVOR favor, AGAINST against, NONE neutral; `source_label` keeps it
Target     the stance's target, as text
others     the stance's extras (`Opinion towards`, `Sentiment`)
=========  =======================================================================================

NONE is no neutral stance in the strict sense: it says that neither favour nor opposition can be inferred.
http://alt.qcri.org/semeval2016/task6/
"""

from corpus.schemes.semeval2016.decoding import decode
from corpus.schemes.semeval2016.encoding import encode
from corpus.schemes.semeval2016.labels import vocabulary

__all__ = ["decode", "encode", "vocabulary"]
