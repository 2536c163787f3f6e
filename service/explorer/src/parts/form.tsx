/** The parameters of a question: a finder for entities, plain boxes for the rest; what is filled in stands in the address. */
import type { Question } from "../api";
import { language, t } from "../i18n";
import { parameter, set } from "../route";
import { Finder } from "./finder";

const REGIONS = ["City", "Province", "County", "Country", "DevelopmentZone", "Township", "Region"];
const MEANT: Record<string, readonly string[]> = {
  Person: ["Official", "Executive", "Person"], Organization: ["Company", "Body", "Delegation", "Organization"], Region: REGIONS, Entity: [],
};
/** The classes whose entities fit a parameter's type. */
const fitting = (type: string): readonly string[] => MEANT[type] ?? [type];
const isEntity = (type: string): boolean => /^[A-Z]/.test(type) && type !== "Article" && type !== "Statement";

export const filled = (question: Question): Record<string, string> =>
  Object.fromEntries(question.parameters.map((p) => [p.name, parameter(p.name)] as const).filter(([, value]) => value));

export function Form({ question }: { question: Question }) {
  return (
    <div class="form">{question.parameters.map((p) => {
      const label = `${p.help[language.value]}${p.required ? ` · ${t("required")}` : ""}`;
      return (
        <div class="field" key={p.name}>
          <span class="label" aria-hidden="true">{label}</span>
          {isEntity(p.type)
            ? <Finder label={label} hint={t(p.required ? "required" : "any")} types={fitting(p.type)} initial={parameter(`${p.name}_name`) || parameter(p.name)}
                choose={(hit) => set({ [p.name]: hit.id, [`${p.name}_name`]: hit.name }, "push")} clear={() => set({ [p.name]: null, [`${p.name}_name`]: null }, "push")} />
            : <input type="text" aria-label={label} placeholder={p.default ?? (p.type === "date" ? "2023-01" : t("any"))} value={parameter(p.name)} onChange={(e) => set({ [p.name]: e.currentTarget.value.trim() || null }, "push")} />}
        </div>);
    })}</div>
  );
}
