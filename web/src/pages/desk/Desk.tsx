import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { casePages } from "@/api/queries";
import { MovingCar } from "@/pages/case/MovingCar";
import { proposalQuery } from "@/pages/queue/Proposal";
import { StateBadge } from "@/shell/CaseWords";
import { Trouble } from "@/shell/Trouble";
import { spanOf } from "@/text/time";
import { useTimes, useWords } from "@/text/words";
import { Kbd } from "@/ui/Kbd";
import { useDebounced } from "@/ui/useDebounced";
import { useDraft } from "@/ui/useDraft";
import { useKeys } from "@/ui/useKeys";
import { CallerSide } from "./CallerSide";
import { type DeskDraft, emptyDraft, hasText, type Outcome, plateIn, titleOf } from "./deskDraft";
import { OutcomeForm } from "./OutcomeForm";
import { CallerForm, MatterForm } from "./TakingDown";
import { type Filed, useFiling } from "./useFiling";
import { WhereTo } from "./WhereTo";

const kThinkMs = 350;
const kAgentsHalfHourMs = 30 * 60_000;

function HalfHour({ startedAt }: { startedAt: number }) {
  const { t } = useTranslation();
  const { now } = useTimes();
  const left = startedAt === 0 ? kAgentsHalfHourMs : startedAt + kAgentsHalfHourMs - now;
  const { minutes } = spanOf(left);
  const urgency = left < 0 ? "late" : left < 10 * 60_000 ? "soon" : "calm";
  return (
    <span className={`half-hour due-${urgency}`} role="timer">
      {startedAt === 0
        ? t("desk.clockIdle")
        : left < 0
          ? t("desk.clockLate", { minutes })
          : t("desk.clockLeft", { minutes })}
    </span>
  );
}

function FiledNotice({ filed, onClose }: { filed: Filed; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="success"
      showIcon
      closable={{ onClose }}
      className="filed"
      title={
        <>
          {t("desk.filed")} <Link to={`/cases/${filed.id}`}>{filed.id}</Link>{" "}
          <StateBadge state={filed.state} label={filed.stateLabel} />
        </>
      }
      description={
        filed.isMove ? undefined : filed.lead ? t("desk.filedTo", { unit: filed.lead }) : t("desk.filedHint")
      }
    />
  );
}

/// A car in the way: its category ends the call so, and its plate is read from what was said.
function useCarInTheWay(
  draft: DeskDraft,
  change: (part: Partial<DeskDraft>) => void,
  choose: (part: Partial<DeskDraft>) => void,
) {
  const { city } = useWords();
  const moving = city?.categories.filter((each) => each.move_car).map((each) => each.code) ?? [];
  const isOne = moving.includes(draft.category);
  const plate = plateIn(draft.narrative.content);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the category is another
  useEffect(() => {
    if (isOne && draft.outcome === "dispatch") change({ outcome: "move" });
    if (!isOne && draft.category && draft.outcome === "move") change({ outcome: "dispatch" });
  }, [isOne, draft.category]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the agent wrote herself stays
  useEffect(() => {
    if (plate && (!draft.plate || plate.startsWith(draft.plate))) change({ plate });
  }, [plate]);
  return (next: Outcome) => {
    const first = moving[0];
    if (next !== "move" || isOne) change({ outcome: next });
    else if (first) choose({ outcome: next, category: first });
  };
}

function Undispatched() {
  const { t } = useTranslation();
  const { data } = useInfiniteQuery(casePages({ state: "registered", limit: 50 }));
  const count = data?.pages[0]?.items.length ?? 0;
  return count === 0 ? null : (
    <Link to="/cases?state=registered" className="undispatched">
      {t("desk.undispatched", { count })}
    </Link>
  );
}

/// What the catalogue advises while she types; what she has not touched herself is filled in.
function useAdvice(draft: DeskDraft, change: (part: Partial<DeskDraft>) => void, touched: Set<string>) {
  const { city } = useWords();
  const text = useDebounced(
    [draft.narrative.title, draft.narrative.content, draft.narrative.address].filter(Boolean).join("\n"),
    kThinkMs,
  );
  const asked = {
    text: text || undefined,
    category: (touched.has("category") && draft.category) || undefined,
    place: (touched.has("place") && draft.place) || undefined,
    phone: useDebounced(draft.caller.phone, kThinkMs) || undefined,
  };
  const query = useQuery({
    ...proposalQuery(asked),
    enabled: text.length > 1 || draft.category !== "",
    placeholderData: (before) => before,
    retry: false,
  });
  const advised = query.data?.category;
  const advisedPlace = query.data?.place;
  const inDanger = query.data?.signals.some((each) => each.sense === "said") ?? false;
  const isUrgent = city?.categories.find((each) => each.code === draft.category)?.urgent;
  const usual = city?.categories.find((each) => each.code === draft.category)?.usual_type;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the advice itself is another
  useEffect(() => {
    if (advised && !touched.has("category") && draft.category !== advised) change({ category: advised });
  }, [advised]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the category is another
  useEffect(() => {
    if (usual && !touched.has("type")) change({ type: usual });
    if (isUrgent !== undefined && !touched.has("urgent")) change({ urgent: isUrgent || inDanger });
  }, [usual, isUrgent]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the advice itself is another
  useEffect(() => {
    if (advisedPlace && !touched.has("place") && draft.place !== advisedPlace)
      change({ place: advisedPlace });
  }, [advisedPlace]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the advice itself is another
  useEffect(() => {
    if (inDanger && !touched.has("urgent")) change({ urgent: true });
  }, [inDanger]);
  return query;
}

interface Props {
  id: string;
  name: string;
  shared: boolean;
  onNext: () => void;
}

/// Where a call becomes a case. Everything works from the keyboard, and nothing typed is lost.
export function Desk({ id, name, shared, onNext }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft, clear] = useDraft<DeskDraft>(name, emptyDraft(id));
  const [touched, setTouched] = useState<Set<string>>(
    () => new Set(["category", "place"].filter((field) => draft[field as "category" | "place"] !== "")),
  );
  const [filed, setFiled] = useState<Filed | null>(null);
  const [lacking, setLacking] = useState(false);
  // Cars that are still being moved stay on the desk while the next call comes in.
  const [moving, setMoving] = useDraft<string[]>(`moving.${name.slice(0, -id.length)}`, []);
  const phone = useRef<HTMLDivElement>(null);
  const change = (part: Partial<DeskDraft>) =>
    setDraft((before) => ({ ...before, ...part, startedAt: before.startedAt || Date.now() }));
  const choose = (part: Partial<DeskDraft>) => {
    setTouched((before) => new Set([...before, ...Object.keys(part)]));
    change(part);
  };
  const advice = useAdvice(draft, change, touched);
  const { file, busy, error } = useFiling(draft, (openedId) =>
    setDraft((before) => ({ ...before, openedId })),
  );

  const hasMatter = draft.narrative.content.trim() !== "" || draft.narrative.title.trim() !== "";
  const isReady =
    hasMatter &&
    (draft.outcome === "dispatch" ||
      (draft.outcome === "answer" && draft.answer.trim() !== "") ||
      (draft.outcome === "move" && draft.plate.trim() !== "") ||
      (draft.outcome === "handOver" && draft.target !== "") ||
      (draft.outcome === "decline" && draft.reason !== ""));

  const send = async () => {
    if (busy) return;
    setLacking(!isReady);
    if (!isReady) return;
    const done = await file();
    if (!done) return;
    setFiled(done);
    if (done.isMove) setMoving((before) => [done.id, ...before]);
    setTouched(new Set());
    clear();
    setDraft(emptyDraft(id));
    phone.current?.querySelector("input")?.focus();
  };
  const outcome = useCarInTheWay(draft, change, choose);
  useKeys({
    "ctrl+enter": () => void send(),
    "alt+d": () => outcome("dispatch"),
    "alt+a": () => outcome("answer"),
    "alt+h": () => outcome("handOver"),
    "alt+x": () => outcome("decline"),
    "alt+m": () => outcome("move"),
    "alt+n": onNext,
    f2: () => {
      const guesses = advice.data?.guesses ?? [];
      const at = guesses.findIndex((guess) => guess.category === draft.category);
      const next = guesses[(at + 1) % Math.max(1, guesses.length)];
      if (next) choose({ category: next.category });
    },
  });
  useEffect(() => {
    phone.current?.querySelector("input")?.focus();
  }, []);

  return (
    <div className="desk">
      <div className="desk-notices">
        {shared && <Alert type="info" showIcon title={t("desk.shared")} />}
        {filed && <FiledNotice filed={filed} onClose={() => setFiled(null)} />}
        {moving.map((each, at) => (
          <MovingCar
            key={each}
            id={each}
            keys={at === 0}
            onClose={() => setMoving((before) => before.filter((other) => other !== each))}
          />
        ))}
        {error && <Trouble error={error} retry={error.mayRetry ? () => void send() : undefined} />}
        {draft.openedId && error && (
          <Alert
            type="warning"
            showIcon
            title={
              <>
                {t("desk.opened")} <Link to={`/cases/${draft.openedId}`}>{draft.openedId}</Link>
              </>
            }
          />
        )}
      </div>
      <div className="desk-columns">
        <div className="desk-form" ref={phone}>
          <CallerForm draft={draft} change={change} choose={choose} />
          <MatterForm
            draft={draft}
            change={change}
            lacking={lacking && !hasMatter}
            title={titleOf(draft.narrative.content)}
          />
        </div>
        <div className="desk-form">
          <WhereTo draft={draft} choose={choose} advice={advice} touched={touched} />
          <OutcomeForm
            draft={draft}
            change={change}
            end={outcome}
            lacking={lacking}
            route={advice.data?.route}
          />
        </div>
        <div className="desk-side">
          <CallerSide
            phone={draft.caller.phone}
            advice={advice.data}
            onCite={({ citation, spoken }) =>
              change({ outcome: "answer", article: citation, answer: draft.answer || spoken })
            }
          />
        </div>
      </div>
      <footer className="desk-end">
        <Button
          type="primary"
          size="large"
          loading={busy}
          onClick={() => void send()}
          aria-keyshortcuts="Control+Enter"
        >
          {t(`desk.send.${draft.outcome}`)} <Kbd keys="Ctrl ⏎" />
        </Button>
        <HalfHour startedAt={draft.startedAt} />
        <Undispatched />
        <span className="desk-draft quiet">{hasText(draft) ? t("desk.kept") : t("desk.fresh")}</span>
        <Button onClick={onNext}>
          {t("desk.next")} <Kbd keys="Alt N" />
        </Button>
        <Button
          danger
          type="text"
          disabled={!hasText(draft)}
          onClick={() => {
            clear();
            setDraft(emptyDraft(id));
            setTouched(new Set());
          }}
        >
          {t("desk.throwAway")}
        </Button>
      </footer>
    </div>
  );
}
