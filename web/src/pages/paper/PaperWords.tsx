import { useTranslation } from "react-i18next";
import { useWords } from "@/text/words";
import { Badge, type Tone } from "@/ui/Badge";

const kTones: Record<string, Tone> = {
  issued: "cyan",
  received: "blue",
  answered: "violet",
  closed: "green",
  withdrawn: "grey",
  proposed: "amber",
  called: "cyan",
  held: "blue",
  minuted: "blue",
  cancelled: "grey",
  raised: "red",
  incident: "red",
  dismissed: "grey",
  draft: "amber",
  sent_back: "red",
  effective: "green",
  expired: "grey",
  approved: "green",
  rejected: "grey",
  retired: "grey",
  drawn: "amber",
  passed: "green",
  failed: "red",
  lapsed: "grey",
  revoked: "red",
  open: "amber",
  instructed: "blue",
  handed_over: "red",
  accepted: "blue",
  watching: "grey",
  yellow: "amber",
  orange: "amber",
  red: "red",
  ended: "grey",
};

/// Words of papers: states, steps, conditions. A code that a newer server knows stands as it is.
export function usePaperWords() {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const say = (key: string, otherwise: string) =>
    i18n.exists(key) ? (t as (key: string) => string)(key) : otherwise;
  return {
    ...words,
    state: (kind: string, state: string) => say(`paper.state.${kind}.${state}`, state),
    step: (kind: string) => say(`paper.step.${kind}`, kind),
    trigger: (code: string, said?: string) => say(`paper.trigger.${code}`, said ?? code),
    kind: (kind: string, said: string) => (words.isEnglish ? say(`paper.kind.${kind}`, said) : said),
    command: (kind: string, command: string) => say(`paper.command.${kind}.${command}`, command),
  };
}

export function PaperBadge({ kind, state }: { kind: string; state: string }) {
  const words = usePaperWords();
  return <Badge tone={kTones[state] ?? "grey"}>{words.state(kind, state)}</Badge>;
}

export function GradeBadge({ grade, label }: { grade: string; label?: string }) {
  const { state } = usePaperWords();
  const word = state("climb", grade);
  return <Badge tone={kTones[grade] ?? "grey"}>{word === grade ? (label ?? grade) : word}</Badge>;
}
