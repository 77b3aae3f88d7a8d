"""Makes stories from articles: which belong together, a story's name, what it says.

Two pure halves, with state that a library can keep by deltas:

- `Grouping.add(vector)` says for each article which stories have changed, as `Change`s: a story's
  id, its articles, and the stories that it took articles from. To keep: the `Member` of each
  article in a change. `Grouping.resumed` continues from the newest of those, and `take_over`
  follows what another process stored.
- `read_article(article)` works out once what stories need from an article (`ArticleFindings`);
  `tell(story, findings, rarity)` makes the `Story` again from its articles' findings. To keep: the
  findings by article, which another article never changes. Only a story in a `Change` is made
  again, once for all articles that arrive together.

`keeping` writes all of that as JSON.

Ids are stable: a story keeps its id as long as it keeps most of its articles. Nothing here knows
the database, the clock or the asker.
"""
