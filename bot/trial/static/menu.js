// A small menu that a button opens: arrow keys walk through it, Escape and a press elsewhere close it.

export class Menu {
  /**
   * @param {HTMLButtonElement} opener the button that opens it
   * @param {HTMLElement} panel what it opens
   * @param {() => void} onOpen called before it is shown
   */
  constructor(opener, panel, onOpen = () => {}) {
    this.opener = opener;
    this.panel = panel;
    this.onOpen = onOpen;
    opener.addEventListener("click", () => (this.open ? this.close() : this.show()));
    panel.addEventListener("keydown", (event) => this.#walk(event));
    document.addEventListener("pointerdown", (event) => {
      if (this.open && !panel.contains(event.target) && !opener.contains(event.target)) this.close();
    });
    document.addEventListener("focusin", (event) => {
      if (this.open && !this.keeps(event.target)) this.close();
    });
    opener.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.open) this.close();
      if ((event.key === "ArrowUp" || event.key === "ArrowDown") && this.open) {
        event.preventDefault();
        this.focusFirst();
      }
    });
  }

  get open() {
    return !this.panel.hidden;
  }

  /** Whether the menu stays open while this element has the focus. */
  keeps(element) {
    return this.panel.contains(element) || this.opener.contains(element);
  }

  show() {
    this.onOpen();
    this.panel.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
  }

  close() {
    const inside = this.panel.contains(document.activeElement);
    this.panel.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    if (inside) this.opener.focus();
  }

  focusFirst() {
    this.panel.querySelector("button")?.focus();
  }

  #walk(event) {
    const buttons = [...this.panel.querySelectorAll("button")];
    const place = buttons.indexOf(document.activeElement);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      buttons[(next + buttons.length) % buttons.length].focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }
}
