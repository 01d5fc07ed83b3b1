// Clones, commits and pushes with isomorphic-git; arguments: url, user, password, empty folder.
const fs = require('fs');
const path = require('path');
const modules = process.env.MEMGIT_TEST_NODE_MODULES;
const git = require(path.join(modules, 'isomorphic-git'));
const http = require(path.join(modules, 'isomorphic-git', 'http', 'node'));

async function main() {
  const [url, username, password, folder] = process.argv.slice(2);
  const onAuth = () => ({ username, password });
  const dir = path.join(folder, 'clone');
  await git.clone({ fs, http, dir, url, onAuth });
  fs.writeFileSync(path.join(dir, 'from-isomorphic.txt'), 'by isomorphic-git\n');
  await git.add({ fs, dir, filepath: 'from-isomorphic.txt' });
  const author = { name: 'I', email: 'i@example.org' };
  const commit = await git.commit({ fs, dir, message: 'with isomorphic-git', author });
  const pushed = await git.push({ fs, http, dir, remote: 'origin', ref: 'main', onAuth });
  if (!pushed.ok) throw new Error(JSON.stringify(pushed));
  const again = path.join(folder, 'again');
  await git.clone({ fs, http, dir: again, url, onAuth });
  const head = await git.resolveRef({ fs, dir: again, ref: 'HEAD' });
  if (head !== commit) throw new Error(`the second clone is at ${head}`);
  console.log(commit);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
