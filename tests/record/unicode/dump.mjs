// Step 1 of 2: prints, as one JSON object, what the Unicode Character Database said in each version that a
// modelled CPython was built with (3.8: 12.1, 3.9 and 3.10: 13, 3.11: 14, 3.12: 15, 3.13: 15.1, 3.14: 16, 3.15: 17).
// Usage, in any folder of its own:
//   npm i @unicode/unicode-{12.1.0,13.0.0,14.0.0,15.0.0,15.1.0,16.0.0,17.0.0}
//   node dump.mjs > ucd.json
const VERSIONS = ['12.1.0', '13.0.0', '14.0.0', '15.0.0', '15.1.0', '16.0.0', '17.0.0'];

const { createRequire } = await import('node:module');
const { pathToFileURL } = await import('node:url');
const require = createRequire(pathToFileURL(process.cwd() + '/'));
const load = async (version, path) =>
  (await import(pathToFileURL(require.resolve(`@unicode/unicode-${version}/${path}`)).href)).default;

const all = {};
for (const version of VERSIONS) {
  const points = async (path) => [...(await load(version, `${path}/code-points.mjs`))];
  const categories = await load(version, 'General_Category/index.mjs');
  const one = { category: [] };
  for (let c = 0; c < 0x110000; c++) one.category.push(categories.get(c));
  for (const kind of ['Uppercase', 'Lowercase', 'Titlecase']) {
    one[`simple${kind}`] = await points(`Simple_Case_Mapping/${kind}`);
    one[`special${kind}`] = await points(`Special_Casing/${kind}`);
  }
  for (const kind of ['C', 'F']) one[`fold${kind}`] = await points(`Case_Folding/${kind}`).catch(() => []);
  for (const property of ['Uppercase', 'Lowercase', 'Case_Ignorable', 'XID_Start', 'XID_Continue'])
    one[property] = await points(`Binary_Property/${property}`);
  all[version] = one;
}
process.stdout.write(JSON.stringify(all));
