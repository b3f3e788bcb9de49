"""Tools beside the stage.

``mine`` reads new dictionary pairs off a spun page and its unspun twin; ``twins`` finds the documents of a corpus that
say the same, and names the ones that a machine has spun.
"""

from cleaner.spun_tools.mine import Found, merge, mine
from cleaner.spun_tools.twins import Group, twins

__all__ = ["Found", "Group", "merge", "mine", "twins"]
