/** Putting dossiers: pasted or from a file, one or a whole table; each row's fate is told while the others are under way. */
import { useEffect, useState } from "preact/hooks";
import { number, t } from "../i18n";
import { address, go } from "../route";
import { Failed } from "../parts/basics";
import { formOf, putMany, putOne, type Done, type Form, type Told } from "./api";

const TYPES = ["", "Person", "Official", "Executive", "Company", "Body", "Project"];
const FORMS: Form[] = ["text", "json", "csv", "ndjson"];

function Progress({ rows, done }: { rows: Told[]; done: Done | null }) {
  const last = rows[rows.length - 1], bad = rows.filter((row) => row.result === "error");
  return (
    <div class="column-list" data-testid="progress">
      {last && <p role="status"><progress max={last.of} value={last.row} aria-label={t("put_progress")} /> {t("put_rows", { n: number(last.row), of: number(last.of) })}{done && ` · ${t("put_done", { n: number(done.new), c: number(done.changed), u: number(done.unchanged), e: number(done.error) })}`}</p>}
      {bad.length > 0 && <ul class="list">{bad.slice(0, 50).map((row) => <li key={row.line}><strong>{t("put_line", { n: row.line })}</strong> {row.detail}</li>)}</ul>}
    </div>
  );
}

export function Put({ close, changed }: { close: () => void; changed: () => void }) {
  const [text, setText] = useState(""), [file, setFile] = useState<File | null>(null);
  const [type, setType] = useState(""), [form, setForm] = useState<Form>("text");
  const [busy, setBusy] = useState(false), [error, setError] = useState<Error | null>(null);
  const [rows, setRows] = useState<Told[]>([]), [done, setDone] = useState<Done | null>(null);
  useEffect(() => { if (!file) setForm(formOf(text)); }, [text]);
  const chosen = async (one: File | null): Promise<void> => { setFile(one); if (one) setForm(formOf(await one.slice(0, 10_000).text(), one.name)); };
  const run = async (): Promise<void> => {
    setBusy(true); setError(null); setRows([]); setDone(null);
    try {
      if (form === "json" || form === "text") {
        const put = await putOne(file ? await file.text() : text, form, type);
        changed();
        go("/dossiers", { id: put.id });
      } else {
        const told: Told[] = [];
        setDone(await putMany(file ?? text, form, type, (row) => { told.push(row); if (row.row % 10 === 0 || row.row === row.of) setRows([...told]); }));
        changed();
      }
    } catch (fault) { setError(fault as Error); }
    setBusy(false);
  };
  return (
    <section class="card column-list" aria-label={t("put")}>
      <p class="soft">{t("put_lead")}</p>
      <div class="field"><label for="paste">{t("put_paste")}</label>
        <textarea id="paste" rows={7} value={text} disabled={!!file} placeholder={t("put_example")} onInput={(event) => setText(event.currentTarget.value)} style="width:100%" /></div>
      <div class="form">
        <div class="field"><label for="file">{t("put_file")}</label><input id="file" type="file" accept=".csv,.tsv,.json,.ndjson,.jsonl,.txt" onChange={(event) => void chosen(event.currentTarget.files?.[0] ?? null)} /></div>
        <div class="field"><label for="form">{t("put_as")}</label><select id="form" value={form} onChange={(event) => setForm(event.currentTarget.value as Form)}>{FORMS.map((one) => <option key={one} value={one}>{t(`form_${one}`)}</option>)}</select></div>
        <div class="field"><label for="about">{t("put_about")}</label><select id="about" value={type} onChange={(event) => setType(event.currentTarget.value)}>{TYPES.map((one) => <option key={one} value={one}>{one ? t(one) : t("put_says")}</option>)}</select></div>
      </div>
      <p class="row"><button class="main" disabled={busy || !(file || text.trim())} onClick={() => void run()}>{t("put_now")}</button><button onClick={close}>{t("close")}</button>
        {done && <a href={address("/dossiers", { state: "open" })}>{t("put_see")}</a>}</p>
      {error && <Failed error={error} retry={() => void run()} />}
      {(rows.length > 0 || done) && <Progress rows={rows} done={done} />}
    </section>
  );
}
