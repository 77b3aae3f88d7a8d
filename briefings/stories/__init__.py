"""Articles become stories: which belong together, what the story is called, what it says.

Two pure halves, with state that a library can keep by deltas:

- `Grouping.add(vector)` says with each article which stories are no longer what they were, as
  `Change`s: a story's id, its articles, and the stories that it took articles from. To keep: the
  `Member` of each article in a change. `Grouping.resumed` goes on from the newest of those, and
  `take_over` follows what another process stored.
- `read_article(article)` works out once what stories need of an article (`ArticleFindings`);
  `tell(story, findings, rarity)` makes the `Story` again from the findings of its articles. To
  keep: the findings by article, of which nothing changes when another article comes. A story that
  is in a `Change` is made again, and no other; once for all articles that come at once.

`keeping` writes all of that as JSON.

Ids are stable: a story keeps its id as long as it keeps most of its articles. Nothing here knows
the database, the clock or who asks.
"""
