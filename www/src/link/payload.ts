/** Text in a few characters that every program takes for part of an address: UTF-8, deflate-raw, base64url. */

/** A text that grows beyond this was made to harm, not to be read. */
export const MOST_BYTES = 1 << 20;

/** Why a payload can't be read; `text` is what came out of it until then. */
export class PayloadFault extends Error {
  constructor(message: string, readonly text: string) {
    super(message);
  }
}

export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

export async function unpack(payload: string): Promise<string> {
  const bytes = fromBase64Url(payload);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  // Whatever is wrong with it is seen by the reader.
  const quiet = () => undefined;
  // In pieces, so that what lies before a fault comes out.
  void (async () => {
    for (let at = 0; at < bytes.length; at += 64) await writer.write(bytes.slice(at, at + 64));
    await writer.close();
  })().catch(quiet);
  const reader = stream.readable.getReader();
  let text = "";
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      if (length > MOST_BYTES) throw new PayloadFault("its program is longer than a megabyte", "");
      text += decoder.decode(value, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    void reader.cancel().catch(quiet);
    if (error instanceof PayloadFault) throw error;
    throw new PayloadFault("its compressed part is cut off or changed", text);
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array {
  const strange = /[^A-Za-z0-9_-]/.exec(text);
  if (strange) throw new PayloadFault(`its compressed part has a character that doesn't belong there (${JSON.stringify(strange[0])})`, "");
  // A single character at the end is no byte: something was cut off, and what stands before it can still be read.
  const whole = text.length % 4 === 1 ? text.slice(0, -1) : text;
  return Uint8Array.from(atob(whole.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
}
