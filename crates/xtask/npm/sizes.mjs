// Prints, as JSON, [path, bytes, brotli bytes] for each file below the folder given.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { argv, stdout } from "node:process";
import { brotliCompressSync, constants } from "node:zlib";

const site = argv[2];
const rows = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort()
  .map((file) => {
    const bytes = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 24 };
    return [relative(site, file).split(sep).join("/"), bytes.length, brotliCompressSync(bytes, { params }).length];
  });
stdout.write(JSON.stringify(rows));
