import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "@/ui/Badge";
import type { CheckLine } from "./queries";

const kTones: Record<CheckLine["state"], Tone> = {
  drawn: "amber",
  scored: "blue",
  appealed: "violet",
  upheld: "green",
  changed: "cyan",
  closed: "green",
};

export function CheckBadge({ state }: { state: CheckLine["state"] }) {
  const { t } = useTranslation();
  return <Badge tone={kTones[state]}>{t(`checks.state.${state}`)}</Badge>;
}
