// The page's own words and dates, in the language that the page was served in.

const words = JSON.parse(document.querySelector("#wording").textContent);
const language = document.documentElement.lang;

/** What dates and numbers are written in: as the browser is set, where that is the page's language. */
export const locale = navigator.languages.find((one) => one.split("-")[0] === language) ?? language;

/**
 * @param {string} name of the words, as `bot/trial/wording.py` names them
 * @param {object} values what stands in their braces
 */
export function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, value) => values[value]);
}
