// The workbench: rows chosen in the address, and taken along as files. The files of the whole table
// stand beside the page; this leaves out of them what was not chosen.
const box = document.getElementById("take");
const words = box.dataset;
const status = document.getElementById("take-status");
const count = document.getElementById("take-count");
const table = document.querySelector(".desk");
const boxes = [...table.querySelectorAll('input[name="row"]')];
const only = box.querySelector('[data-choose="only"]');
const one = new Intl.PluralRules(document.documentElement.lang);
const TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  md: "text/markdown",
  yaml: "application/yaml",
};
const other = document.querySelectorAll("a[hreflang]");
const chosen = () => boxes.filter((input) => input.checked).map((input) => input.value);

const show = (tell) => {
  const keys = chosen();
  const text = words[one.select(keys.length) === "one" ? "chosenOne" : "chosenMany"];
  count.textContent = keys.length ? text.replace("{n}", keys.length) : words.all;
  if (tell) status.textContent = count.textContent;
  if (!keys.length) only.setAttribute("aria-pressed", "false");
  only.disabled = !keys.length;
  const alone = only.getAttribute("aria-pressed") === "true";
  table.classList.toggle("only", alone);
  const given = new URLSearchParams();
  for (const key of keys) given.append("row", key);
  if (alone) given.set("only", "1");
  for (const link of other) link.search = given;
  try {
    history.replaceState(null, "", (given.size ? `?${given}` : location.pathname) + location.hash);
  } catch {
    // some browsers refuse when asked too often: the address follows with the next choice
  }
};

// A zip whose parts are stored as they are: a workbook needs no more.
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
const crcOf = (bytes) => {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
};
const little = (...fields) => {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
};
const zipped = (parts) => {
  const encoder = new TextEncoder();
  const [files, list] = [[], []];
  let offset = 0;
  let listed = 0;
  for (const [name, text] of parts) {
    const [called, bytes] = [encoder.encode(name), encoder.encode(text)];
    // version, UTF-8 names, stored, 1980-01-01, checksum, sizes, length of the name, nothing else
    const fields = [
      [2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, crcOf(bytes)], [4, bytes.length], [4, bytes.length],
      [2, called.length], [2, 0],
    ];
    const head = little([4, 0x04034b50], ...fields);
    const entry = little([4, 0x02014b50], [2, 20], ...fields, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    files.push(head, called, bytes);
    list.push(entry, called);
    offset += head.length + called.length + bytes.length;
    listed += entry.length + called.length;
  }
  const end = [[4, 0x06054b50], [2, 0], [2, 0], [2, parts.length], [2, parts.length], [4, listed], [4, offset], [2, 0]];
  return [...files, ...list, little(...end)];
};

// The parts of a workbook, by name, as they are listed at the end of its file.
const unzipped = async (buffer) => {
  const [view, decoder] = [new DataView(buffer), new TextDecoder()];
  let end = buffer.byteLength - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end--;
  let at = view.getUint32(end + 16, true);
  const parts = [];
  for (let left = view.getUint16(end + 10, true); left; left--) {
    const [size, called, more, note, from] = [20, 28, 30, 32, 42].map((field, n) =>
      n === 0 || n === 4 ? view.getUint32(at + field, true) : view.getUint16(at + field, true));
    const name = decoder.decode(new Uint8Array(buffer, at + 46, called));
    const start = from + 30 + view.getUint16(from + 26, true) + view.getUint16(from + 28, true);
    const packed = new Blob([new Uint8Array(buffer, start, size)]).stream();
    parts.push([name, await new Response(packed.pipeThrough(new DecompressionStream("deflate-raw"))).text()]);
    at += 46 + called + more + note;
  }
  return parts;
};

// What belongs to a chosen initiative: its own id, and all that begins with it.
const kept = (keys) => (id) => keys.some((key) => id === key || id.startsWith(`${key}/`));
const LEAVE = {
  csv: async (file, keep) => {
    const lines = (await file.text()).split(/(?<=\r\n)/);
    return ["\ufeff", ...lines.filter((line, at) => !at || keep(line.slice(line.lastIndexOf(",") + 1).trim()))];
  },
  md: async (file, keep) => {
    const sections = (await file.text()).split(/(?=^## )/m);
    return sections.filter((_section, at) => !at || keep(boxes[at - 1].value));
  },
  yaml: async (file, keep) => {
    const [out, waiting] = [[], []];
    let [listed, mine] = [false, true];
    for (const line of (await file.text()).split(/(?<=\n)/)) {
      if (/^(?:actions|kpis|notes):/.test(line)) {
        [listed, mine] = [true, false];
        waiting.splice(0, 1, line);
        continue;
      }
      const of = listed && /^ {2}# (\S+): /.exec(line);
      if (of) mine = keep(of[1]);
      if (mine) out.push(...waiting.splice(0), line);
    }
    return out;
  },
  xlsx: async (file, keep) => {
    const parts = await unzipped(await file.arrayBuffer());
    const row = /<row>(?:(?!<\/row>).)*?([^<>]*)(?:<\/t><\/is><\/c>)<\/row>/gs;
    return zipped(parts.map(([name, text]) => {
      if (name !== "xl/worksheets/sheet1.xml") return [name, text];
      let first = true;
      const left = text.replace(row, (whole, id) => {
        const stays = first || keep(id);
        first = false;
        return stays ? whole : "";
      });
      return [name, left];
    }));
  },
};
const take = async (link) => {
  const [format, keys] = [link.dataset.format, chosen()];
  const file = await fetch(link.href);
  if (!file.ok) throw new Error(file.status);
  const parts = await LEAVE[format](file, kept(keys));
  const made = document.createElement("a");
  made.href = URL.createObjectURL(new Blob(parts, { type: TYPES[format] }));
  made.download = link.getAttribute("href").replace(/(?=\.[a-z]+$)/, `-${keys.length}`);
  made.click();
  setTimeout(() => URL.revokeObjectURL(made.href), 60000);
  status.textContent = words.done.replace("{name}", made.download);
};

const given = new URLSearchParams(location.search);
const wanted = new Set(given.getAll("row"));
for (const input of boxes) {
  input.checked = wanted.has(input.value);
  input.addEventListener("change", () => show(true));
}
only.setAttribute("aria-pressed", String(given.has("only")));
only.parentElement.addEventListener("click", (event) => {
  const what = event.target.closest("[data-choose]")?.dataset.choose;
  if (!what) return;
  if (what === "only") only.setAttribute("aria-pressed", String(only.getAttribute("aria-pressed") !== "true"));
  else for (const input of boxes) input.checked = what === "all";
  show(true);
});
for (const link of box.querySelectorAll("[data-format]"))
  link.addEventListener("click", (event) => {
    if (!chosen().length) return; // the whole file stands behind the link
    event.preventDefault();
    take(link).catch(() => {
      count.textContent = status.textContent = words.failed;
    });
  });
show(false);
