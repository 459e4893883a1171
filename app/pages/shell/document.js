// The page's language, Bokmål for the labels that Streamlit builds in ("data": English to Bokmål), and a new answer
// read from its question on: Streamlit would show its end.
export default function ({ data }) {
  document.documentElement.lang = "nb";
  let shown = document.querySelectorAll(".tk-question").length;

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
    if (questions.length > shown && replies.length >= questions.length) {
      const question = questions[questions.length - 1];
      const box = question.closest("[data-testid=stChatMessage]") ?? question;
      for (const wait of [150, 400]) setTimeout(() => box.scrollIntoView({ block: "start" }), wait);
    }
    if (replies.length >= questions.length) shown = questions.length;
  };

  const watcher = new MutationObserver(() => {
    translate();
    readFromQuestion();
  });
  watcher.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-label"] });
  translate();
  return () => watcher.disconnect();
}
