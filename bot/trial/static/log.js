// The list of messages: keeps it in order, follows its end, and keeps the focus where the conversation goes on.

import { Bubble } from "./bubble.js";
import { locale, say } from "./wording.js";

const NEAR_THE_END = 60;

export class Log {
  /** @param {object} doing what presses in a message lead to */
  constructor(doing) {
    this.doing = doing;
    this.scroller = document.querySelector(".log");
    this.list = document.querySelector(".list");
    this.down = document.querySelector("button[name=down]");
    this.bubbles = new Map();
    this.following = true;
    this.ownPlace = 0;
    this.unread = 0;
    this.scroller.addEventListener("scroll", () => this.#scrolled());
    this.down.addEventListener("click", () => {
      this.following = true;
      this.#count(0);
      this.scroller.scrollTop = this.scroller.scrollHeight;
    });
    const observer = new ResizeObserver(() => this.following && this.#follow());
    observer.observe(this.scroller);
    observer.observe(this.list);
  }

  get empty() {
    return this.bubbles.size === 0;
  }

  /** Show a whole chat anew, without announcing each message. */
  replace(messages) {
    this.scroller.setAttribute("aria-busy", "true");
    this.bubbles.clear();
    this.list.replaceChildren();
    for (const message of messages) this.#append(message);
    this.#offerChange();
    this.toEnd();
    this.scroller.removeAttribute("aria-busy");
  }

  add(message) {
    const bubble = this.#append(message);
    bubble.element.classList.add("arriving");
    this.#offerChange();
    if (message.keyboard.length > 0 && this.#focusLost()) {
      bubble.firstButton().focus({ preventScroll: true });
    }
    if (this.following || !message.from_bot) this.toEnd();
    else {
      this.#count(this.unread + 1);
      this.#offerEnd();
    }
  }

  change(message) {
    this.bubbles.get(message.id)?.show(message);
    this.#offerChange();
    if (this.following) this.#follow();
  }

  remove(id) {
    const bubble = this.bubbles.get(id);
    if (!bubble) return;
    const focused = bubble.element.contains(document.activeElement);
    const before = bubble.element.previousElementSibling;
    bubble.element.remove();
    this.bubbles.delete(id);
    if (before?.matches(".day") && !before.nextElementSibling?.matches("article")) before.remove();
    this.#offerChange();
    if (focused) (this.#lastWithButtons()?.firstButton() ?? this.scroller).focus({ preventScroll: true });
  }

  wait(id, data, waiting) {
    this.bubbles.get(id)?.wait(data, waiting);
  }

  lastOwnText() {
    return [...this.bubbles.values()].map((bubble) => bubble.message)
      .findLast((message) => !message.from_bot && !message.attachment);
  }

  toEnd() {
    this.following = true;
    this.#count(0);
    this.#follow();
  }

  #append(message) {
    const day = new Date(message.sent).toDateString();
    const last = [...this.bubbles.values()].at(-1)?.message;
    if (!last || new Date(last.sent).toDateString() !== day) this.list.append(dayOf(new Date(message.sent)));
    const bubble = new Bubble(message, this.doing);
    this.bubbles.set(message.id, bubble);
    this.list.append(bubble.element);
    return bubble;
  }

  #offerChange() {
    const id = this.lastOwnText()?.id;
    for (const bubble of this.bubbles.values()) {
      const offered = bubble.element.querySelector(".change") !== null;
      if (offered !== (bubble.message.id === id)) bubble.offerChange(!offered);
    }
  }

  /** Whether the button that had the focus went away with its keyboard. */
  #focusLost() {
    const focused = document.activeElement;
    return focused?.matches("article[data-message-id]") && this.list.contains(focused);
  }

  #lastWithButtons() {
    return [...this.bubbles.values()].findLast((bubble) => bubble.firstButton());
  }

  /** A message taller than the screen is shown from its first line, since that is the one that decides. */
  #follow() {
    const last = this.list.lastElementChild;
    const tall = last?.matches("article.bot") && last.offsetHeight > this.scroller.clientHeight;
    if (tall) this.scroller.scrollTop = last.offsetTop - 8;
    else this.scroller.scrollTop = this.scroller.scrollHeight;
    this.ownPlace = this.scroller.scrollTop;
    this.#offerEnd();
  }

  #belowView() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - clientHeight - scrollTop;
  }

  #scrolled() {
    if (Math.abs(this.scroller.scrollTop - this.ownPlace) < 2) return;
    this.following = this.#belowView() < NEAR_THE_END;
    if (this.following) this.#count(0);
    this.#offerEnd();
  }

  /** The way down covers what is under it, so it is offered only to those who are far away or miss something. */
  #offerEnd() {
    const far = this.#belowView() > this.scroller.clientHeight;
    this.down.hidden = this.following || !(far || this.unread > 0);
    this.scroller.parentElement.classList.toggle("below", this.#belowView() > 8);
  }

  #count(unread) {
    this.unread = unread;
    this.down.querySelector(".count").textContent = unread || "";
  }
}

function dayOf(date) {
  const line = document.createElement("p");
  line.className = "day";
  const today = date.toDateString() === new Date().toDateString();
  line.textContent = today ? say("today") : date.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long" });
  return line;
}
