"""The sample corpus: posts in the source's own format and the gold records of each, for the demo and the tests.

People and firms in it are invented, places are real; README.md tells its storylines.
"""

from pathlib import Path

POSTS = Path(__file__).parent / "posts"
"""The folder of posts: NAME.md."""
GOLD = Path(__file__).parent / "gold"
"""The folder of gold records in the guide's form: NAME.json."""
LEADER = "陆闻溪"
"""An official who leads four trips in the corpus: whom the demo asks about."""
