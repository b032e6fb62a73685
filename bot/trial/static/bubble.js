// One message as an element that can be changed in place without losing the focus of the keyboard.

import { locale, say } from "./wording.js";
import { safeAddress, wordsOf } from "./words.js";

const PRETENDED = { voice: say("voice_shown"), sticker: say("sticker_shown"), location: say("location_shown") };
const BELL = "M6 16h12l-1.500-2.500V10a4.500 4.500 0 0 0-9 0v3.500L6 16Zm4.500 2.500a1.600 1.600 0 0 0 3 0";
const PEN = "m5 19 1-4L16 5l3 3L9 18l-4 1Z";
const SHEET = "M7 4h7l4 4v12H7V4Zm7 0v4h4";

export class Bubble {
  /**
   * @param {object} message as the program tells it
   * @param {object} doing what presses lead to: press, command, enlarge, copy, change
   */
  constructor(message, doing) {
    this.doing = doing;
    this.element = make("article", message.from_bot ? "bot" : "own");
    this.element.dataset.messageId = message.id;
    this.element.tabIndex = -1;
    this.bubble = make("div", "bubble");
    this.keyboard = make("div", "keyboard");
    this.keyboard.setAttribute("role", "group");
    this.keyboard.setAttribute("aria-label", say("answers"));
    this.element.append(this.bubble);
    this.show(message);
  }

  show(message) {
    const before = this.message;
    this.message = message;
    const same = before && JSON.stringify([before.text, before.entities, before.attachment, before.edited]) ===
      JSON.stringify([message.text, message.entities, message.attachment, message.edited]);
    if (!same) this.#showContent(message);
    this.#showKeyboard(message);
  }

  /** Show that a press waits for its answer, or no longer does. */
  wait(data, waiting) {
    for (const button of this.keyboard.querySelectorAll("button[data-callback]")) {
      if (!waiting || button.dataset.callback === data) {
        button.classList.toggle("waiting", waiting);
        button.toggleAttribute("aria-busy", waiting);
      }
    }
  }

  /** Offer to change the message, or no longer. */
  offerChange(offered) {
    this.element.querySelector(".change")?.remove();
    if (!offered) return;
    const button = make("button", "icon change");
    button.type = "button";
    button.name = "change";
    button.title = say("change_message");
    button.append(icon(PEN), unseen(say("change_message")));
    button.addEventListener("click", () => this.doing.change());
    this.element.append(button);
  }

  firstButton() {
    return this.keyboard.querySelector("button, a");
  }

  #showContent(message) {
    const sent = new Date(message.sent);
    const time = sent.toLocaleTimeString(locale, { timeStyle: "short" });
    const words = make("div", "words");
    words.append(wordsOf(message.text, message.entities, (command) => this.doing.command(command)));
    const meta = make("span", "meta");
    if (message.from_bot && message.sounds) {
      meta.title = say("may_ring");
      meta.append(icon(BELL), unseen(say("with_sound")));
    }
    if (message.edited && !message.from_bot) meta.append(`${say("changed")} `);
    const stamp = make("time");
    stamp.dateTime = message.sent;
    stamp.textContent = time;
    meta.append(stamp);
    const attachment = this.#attachmentOf(message);
    this.bubble.replaceChildren(...(attachment ? [attachment] : []), words, meta);
    this.element.setAttribute("aria-label", say(message.from_bot ? "from_bot" : "from_person", { time }));
  }

  #attachmentOf(message) {
    const attachment = message.attachment;
    if (!attachment) return null;
    if (attachment.kind === "photo" || attachment.kind === "animation") return this.#pictureOf(message);
    if (attachment.kind === "document") {
      const link = make("a", "file");
      link.href = attachment.address;
      link.download = attachment.name;
      const sign = make("span");
      sign.append(icon(SHEET));
      const name = make("b");
      name.textContent = attachment.name;
      const size = make("small");
      size.textContent = sizeOf(attachment.bytes);
      const label = make("span");
      label.append(name, size);
      link.append(sign, label);
      return link;
    }
    const pretended = make("span", "pretended");
    pretended.textContent = PRETENDED[attachment.kind];
    return pretended;
  }

  #pictureOf(message) {
    const { address, width, height } = message.attachment;
    const button = make("button", "picture");
    button.type = "button";
    button.title = say("enlarge");
    const image = make("img");
    image.src = address;
    image.width = width;
    image.height = height;
    image.alt = message.text || say("picture");
    button.append(image);
    button.addEventListener("click", () => this.doing.enlarge(address, message.text));
    return button;
  }

  #showKeyboard(message) {
    const old = [...this.keyboard.querySelectorAll(".row > *")];
    const place = old.indexOf(document.activeElement);
    const focused = place < 0 ? null : old[place].dataset.callback;
    const rows = message.keyboard.map((row) => {
      const line = make("div", "row");
      line.append(...row.map((button) => this.#buttonOf(message.id, button)));
      return line;
    });
    this.keyboard.replaceChildren(...rows);
    this.element.classList.toggle("keys", rows.length > 0);
    if (rows.length > 0) this.bubble.after(this.keyboard);
    else this.keyboard.remove();
    if (place >= 0) {
      const now = [...this.keyboard.querySelectorAll(".row > *")];
      const same = now.find((button) => focused !== undefined && button.dataset.callback === focused);
      (same ?? now[Math.min(place, now.length - 1)] ?? this.element).focus({ preventScroll: true });
    }
  }

  #buttonOf(id, button) {
    const address = button.url ? safeAddress(button.url) : null;
    const element = make(address ? "a" : "button", button.style ?? "");
    element.textContent = button.text;
    if (address) {
      element.classList.add("elsewhere");
      element.href = address;
      element.target = "_blank";
      element.rel = "noopener noreferrer";
      return element;
    }
    element.type = "button";
    if (button.callback_data !== undefined) {
      element.dataset.callback = button.callback_data;
      element.addEventListener("click", () => this.doing.press(id, button.callback_data));
    } else {
      element.addEventListener("click", () => this.doing.copy(button.copy_text.text));
    }
    return element;
  }
}

function make(tag, name = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  return element;
}

function unseen(text) {
  const span = make("span", "unseen");
  span.textContent = text;
  return span;
}

function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function sizeOf(bytes) {
  if (bytes < 1000) return say("bytes", { number: bytes });
  if (bytes < 1_000_000) return say("kilobytes", { number: Math.round(bytes / 1000) });
  const number = (bytes / 1_000_000).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return say("megabytes", { number });
}
