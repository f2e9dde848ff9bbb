// What was recorded of the real CPythons, put as it can be compared.

/** Puts addresses in place as the recorder did: a line that is one alone is `<id1>`, `<id2>` … in order of appearance, `0x…` is `0xADDR`. */
export function withoutAddresses(output: string): string {
  const seen: string[] = [];
  const lines = output.replace(/^\d{9,16}$/gm, (address) => {
    if (!seen.includes(address)) seen.push(address);
    return `<id${seen.indexOf(address) + 1}>`;
  });
  return lines.replace(/0x[0-9a-fA-F]{6,}/g, "0xADDR");
}

/** The file that a recorded program is said to lie in. */
export const PROGRAM = "/recorded/program.py";

/** What a run printed, as the recorder would have it: the program's path, the library's folder and times put in place too. */
export function asRecorded(output: string, version: string): string {
  const named = output.replaceAll(PROGRAM, "<program>").replaceAll(`/usr/lib/python${version}/`, "<stdlib>/");
  return withoutAddresses(named.replace(/'duration': [\d.e-]+/g, "'duration': <seconds>"));
}
