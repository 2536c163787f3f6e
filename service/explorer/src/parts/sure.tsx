/** How sure the reading was, as a figure and a bar; not by colour alone. */
import { t } from "../i18n";

export function Sure({ value }: { value: number }) {
  return (
    <span class="sure">{t("confidence")} {value.toFixed(2)}
      <svg viewBox="0 0 40 6" aria-hidden="true"><rect class="all" width="40" height="6" rx="3" /><rect class="part" width={40 * value} height="6" rx="3" /></svg>
    </span>
  );
}
