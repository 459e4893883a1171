// The page's language, Bokmål for the labels that Streamlit builds in ("data": English to Bokmål), and a new answer
// read from its question on.
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

  const readFromQuestion = () => {
    const questions = document.querySelectorAll(".tk-question");
    const replies = document.querySelectorAll(".tk-statements, .tk-abstention, .tk-problem");
    if (replies.length < questions.length) return;
    if (questions.length !== Number(root.dataset.answered ?? 0)) hold();
    root.dataset.answered = questions.length;
  };

  // For a second and a half, while Streamlit goes on drawing, or until the reader moves.
  const hold = () => {
    const timer = setInterval(() => {
      const question = [...document.querySelectorAll(".tk-question")].pop(); // anew: it may have been drawn again
      question?.closest("[data-testid=stChatMessage]")?.scrollIntoView({ block: "start" });
    }, 100);
    const stop = () => clearInterval(timer);
    setTimeout(stop, 1500);
    for (const moved of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(moved, stop, { once: true });
  };

  const watcher = new MutationObserver(() => {
    translate();
    readFromQuestion();
  });
  watcher.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-label"] });
  translate();
  return () => watcher.disconnect();
}
