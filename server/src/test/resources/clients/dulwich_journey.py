"""Clones, commits, pushes and fetches with dulwich; arguments: url, empty folder."""
import os
import sys

from dulwich import porcelain
from dulwich.repo import Repo

url, folder = sys.argv[1], sys.argv[2]
clone = porcelain.clone(url, os.path.join(folder, "clone"))
with open(os.path.join(clone.path, "from-dulwich.txt"), "w") as out:
    out.write("by dulwich\n")
porcelain.add(clone, [os.path.join(clone.path, "from-dulwich.txt")])
commit = porcelain.commit(
    clone, message=b"with dulwich", author=b"D <d@example.org>", committer=b"D <d@example.org>"
)
porcelain.push(clone, url, b"refs/heads/main:refs/heads/main")
again = porcelain.clone(url, os.path.join(folder, "again"))
assert Repo(again.path).head() == commit, "the second clone is elsewhere"
print(commit.decode())
