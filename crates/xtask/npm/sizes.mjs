// Prints, as JSON, [path, bytes, brotli bytes] for each file below a folder.
//   node sizes.mjs FOLDER KEPT     KEPT is a file that keeps what was compressed before, by content
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { argv, stdout } from "node:process";
import { brotliCompressSync, constants } from "node:zlib";

const [, , site, keptFile] = argv;
const kept = readKept();
const now = {};

const rows = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort()
  .map((file) => {
    const bytes = readFileSync(file);
    const content = createHash("sha256").update(bytes).digest("hex");
    now[content] = kept[content] ?? compressed(bytes);
    return [relative(site, file).split(sep).join("/"), bytes.length, now[content]];
  });
writeFileSync(keptFile, JSON.stringify(now));
stdout.write(JSON.stringify(rows));

/** Compressed as a host would do it ahead: as small as brotli can, which takes seconds for an engine. */
function compressed(bytes) {
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return brotliCompressSync(bytes, { params }).length;
}

function readKept() {
  try {
    return JSON.parse(readFileSync(keptFile, "utf8"));
  } catch {
    return {};
  }
}
