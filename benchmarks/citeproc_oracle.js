// Bibliographies by citeproc-js, for comparison. Run by csl_oracle.py and csl_speed.py with the folder in which
// `npm install citeproc` was done as first argument and a folder of locale files as second; JSON lines in and out.
const path = require("path");
const fs = require("fs");
const readline = require("readline");
const [, , home, localeFolder] = process.argv;
const CSL = require(path.join(home, "node_modules", "citeproc"));

function locale(name) {
  const file = path.join(localeFolder, `locales-${name}.xml`);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
}

function bibliography(request) {
  const items = new Map(request.items.map((item) => [String(item.id), item]));
  const engine = new CSL.Engine({ retrieveLocale: locale, retrieveItem: (id) => items.get(String(id)) }, request.style);
  engine.updateItems(request.items.map((item) => item.id));
  if (request.clusters) return request.clusters.map((cites) => engine.makeCitationCluster(cites));
  const made = engine.makeBibliography();
  return made ? made[1] : [];
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const begun = process.cpuUsage();
  let answer;
  try {
    answer = { entries: bibliography(JSON.parse(line)) };
  } catch (error) {
    answer = { error: String(error) };
  }
  const used = process.cpuUsage(begun);
  answer.cpu = (used.user + used.system) / 1e6;
  process.stdout.write(JSON.stringify(answer) + "\n");
});
