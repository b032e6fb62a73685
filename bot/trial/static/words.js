// Text with entities becomes elements; nothing a message says is ever read as HTML.

const ELEMENTS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/**
 * @param {string} text what is read
 * @param {object[]} entities how it is shown, the wider first
 * @param {(command: string) => void} onCommand called when a command in the text is pressed
 */
export function wordsOf(text, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, entities, onCommand);
  return fragment;
}

export function safeAddress(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && SCHEMES.has(url.protocol) ? url.href : null;
}

function fill(parent, text, from, to, entities, onCommand) {
  let at = from;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index];
    const begin = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    const inner = [];
    for (index += 1; index < entities.length && entities[index].offset < end; index += 1) {
      inner.push(entities[index]);
    }
    if (begin >= end) continue;
    parent.append(text.slice(at, begin));
    const element = elementOf(entity, text.slice(begin, end), onCommand);
    fill(element, text, begin, end, inner, onCommand);
    parent.append(element);
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end;
  }
  parent.append(text.slice(at, to));
}

function elementOf(entity, content, onCommand) {
  if (entity.type === "bot_command") {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "command";
    button.addEventListener("click", () => onCommand(content));
    return button;
  }
  if (entity.type === "url" || entity.type === "text_link") {
    const address = safeAddress(entity.url ?? content);
    const link = document.createElement(address ? "a" : "span");
    if (address) {
      link.href = address;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    }
    return link;
  }
  if (entity.type === "spoiler") return spoiler();
  return document.createElement(ELEMENTS[entity.type] ?? "span");
}

function spoiler() {
  const span = document.createElement("span");
  span.className = "spoiler";
  span.tabIndex = 0;
  span.setAttribute("role", "button");
  span.setAttribute("aria-pressed", "false");
  const show = () => span.setAttribute("aria-pressed", "true");
  span.addEventListener("click", show);
  span.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      show();
    }
  });
  return span;
}
