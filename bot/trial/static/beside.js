// The panel beside the chat: what the rules make of it, asked for anew after whatever happens.

const SOON = 300;
const AGAIN = 2000; // a saved file changes it without any message

export class Beside {
  /**
   * @param {HTMLButtonElement} opener the button that opens it
   * @param {HTMLElement} panel where it stands
   * @param {() => Promise<string>} ask asks for it
   */
  constructor(opener, panel, ask) {
    this.panel = panel;
    this.ask = ask;
    this.opener = opener;
    this.next = 0;
    this.shown = null;
    opener.hidden = false;
    opener.addEventListener("click", () => this.turn(panel.hidden));
    this.turn(matchMedia("(min-width: 1100px)").matches);
  }

  turn(open) {
    this.panel.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    this.soon();
  }

  /** Ask for it anew when a moment has passed in which nothing else happened. */
  soon(wait = SOON) {
    clearTimeout(this.next);
    if (!this.panel.hidden) this.next = setTimeout(() => this.#refresh(), wait);
  }

  async #refresh() {
    try {
      const text = await this.ask();
      if (text !== this.shown) this.#show(text);
    } finally {
      this.soon(AGAIN);
    }
  }

  #show(text) {
    const open = new Map([...this.panel.querySelectorAll("details")].map((part) => [nameOf(part), part.open]));
    const read = new DOMParser().parseFromString(text, "text/html");
    for (const part of read.querySelectorAll("details")) part.open = open.get(nameOf(part)) ?? part.open;
    const height = this.panel.scrollTop;
    this.panel.replaceChildren(...read.body.childNodes);
    this.panel.scrollTop = height;
    this.shown = text;
  }
}

function nameOf(part) {
  return part.querySelector("summary").textContent.replace(/[(].*/, ""); // its count may change
}
