// The page's language, and Bokmål for the labels and texts that Streamlit builds in ("data": English to Bokmål).
export default function ({ data }) {
  const root = document.documentElement;
  root.lang = "nb";
  const translate = () => {
    for (const element of document.querySelectorAll("[aria-label]")) {
      const words = data[element.getAttribute("aria-label")];
      if (words) element.setAttribute("aria-label", words);
    }
    for (const link of document.querySelectorAll("a[href^='#']")) {
      const words = data[link.textContent];
      if (words) link.firstChild.nodeValue = words;
    }
  };
  const watcher = new MutationObserver(translate);
  watcher.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-label"] });
  translate();
  return () => watcher.disconnect();
}
