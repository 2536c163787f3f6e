/** The question box: one line, sent by Enter; what it leads to stands in the address. */
import { t } from "../i18n";
import { go, parameter } from "../route";

export function QuestionBox() {
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const asked = new FormData(event.currentTarget as HTMLFormElement).get("q");
    go("/ask", { q: String(asked ?? "").trim() || null });
  };
  const asked = location.pathname === "/ask" ? parameter("q") : "";
  return (
    <form class="row question-box" role="search" aria-label={t("ask")} onSubmit={send}>
      <input key={asked} type="search" name="q" class="grow" maxLength={300} defaultValue={asked} aria-label={t("question_box")} placeholder={t("question_box")} enterkeyhint="send" />
      <button class="main">{t("ask")}</button>
    </form>
  );
}
