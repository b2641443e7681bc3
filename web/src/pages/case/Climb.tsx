import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { climbQuery, keys, ladderQuery, paperPages } from "@/api/queries";
import { useMe, useSession } from "@/api/session";
import { PaperBadge, usePaperWords } from "@/pages/paper/PaperWords";
import { kJudged, kOpenings } from "@/pages/paper/paperForms";
import { kLadderKinds } from "@/pages/paper/papers";
import { sayToPaper } from "@/pages/paper/usePaperCommand";
import { Due, Moment } from "@/shell/CaseWords";
import { Asked, Nothing } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { FieldForm } from "./FieldForm";
import { type Rung, rungsOf } from "./rungs";
import "./climb.css";

type Opening = "climb" | "issue" | "call";

/// A referral lies where the hotline cannot read it; handing it over and taking it back is still its to do.
function ReferralDoor({ paper, caseId }: { paper: string; caseId: string }) {
  const words = usePaperWords();
  const cache = useQueryClient();
  const [chosen, setChosen] = useState<"hand_over" | "withdraw" | null>(null);
  const titleOf = (command: string) => words.command("discipline_referral", command);
  return (
    <>
      <span className="action-row">
        {(["hand_over", "withdraw"] as const).map((command) => (
          <Button key={command} size="small" onClick={() => setChosen(chosen === command ? null : command)}>
            {titleOf(command)}
          </Button>
        ))}
      </span>
      {chosen && (
        <FieldForm
          key={chosen}
          name={`referral_${chosen}`}
          title={titleOf(chosen)}
          draft={`paper.${paper}.${chosen}`}
          fields={[{ name: chosen === "hand_over" ? "note" : "reason", kind: "text", required: true }]}
          send={(body) => sayToPaper("discipline_referral", paper, chosen, body, undefined)}
          onDone={() => {
            setChosen(null);
            void cache.invalidateQueries({ queryKey: keys.caseAll(caseId) });
          }}
          onCancel={() => setChosen(null)}
        />
      )}
    </>
  );
}

function OneRung({ rung, caseId }: { rung: Rung; caseId: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const words = usePaperWords();
  const { reached } = rung;
  const isPaper = reached && reached.document !== "reminder";
  const isHidden = reached?.document === "discipline_referral" && !may("discipline");
  return (
    <li className={`rung colour-${rung.colour} ${reached ? "is-reached" : ""}`}>
      <span className="rung-level">{rung.level}</span>
      <div>
        <p className="rung-name">
          <b>{rung.name}</b>
          {reached?.failed_at && <Badge tone="red">{t("climb.failed")}</Badge>}
          {reached && isPaper && !isHidden && (
            <Link to={`/documents/${reached.paper}`}>
              {words.kind(reached.document, rung.document_label)}
            </Link>
          )}
        </p>
        {reached ? (
          <p className="quiet">
            <Moment at={reached.reached_at} /> · {words.trigger(reached.trigger)}
            {reached.due_at && !reached.failed_at && (
              <>
                {" · "}
                <Due dueAt={reached.due_at} startedAt={reached.reached_at} />
              </>
            )}
          </p>
        ) : (
          <p className="quiet">{rung.effect}</p>
        )}
        {reached && isHidden && may("supervise") && <ReferralDoor paper={reached.paper} caseId={caseId} />}
      </div>
    </li>
  );
}

function Papers({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const words = usePaperWords();
  const query = useInfiniteQuery(paperPages({ case: caseId, kind: kLadderKinds.join(",") }));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="part">{t("climb.papers")}</h3>
      <ul className="papers">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/documents/${row.id}`}>
              {words.kind(row.kind, row.kind_label)} {row.number}
            </Link>
            <PaperBadge kind={row.kind} state={row.state} />
            <span className="quiet">{row.units.map((unit) => unit.unit_name).join("、")}</span>
            {row.due_at ? (
              <Due dueAt={row.due_at} startedAt={row.opened_at} />
            ) : (
              <Moment at={row.opened_at} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function fieldsOf(opening: Opening, rungs: Rung[]) {
  const above = rungs.filter((rung) => !rung.isPassed && rung.level > 0);
  return kOpenings[opening].map((field) => {
    if (field.name === "level")
      return {
        ...field,
        codes: above.map((rung) => String(rung.level)),
        labels: Object.fromEntries(above.map((rung) => [String(rung.level), rung.name])),
      };
    if (field.name === "trigger") return { ...field, codes: kJudged, words: "paper.trigger" };
    return field;
  });
}

async function open(opening: Opening, caseId: string, me: string, body: Record<string, unknown>) {
  const cases = [caseId];
  switch (opening) {
    case "climb":
      return ok(
        client.POST("/api/v1/cases/{id}/climb", {
          params: { path: { id: caseId } },
          body: { ...body, level: Number(body.level) } as Schema["ClimbCommand"],
        }),
      );
    case "issue":
      return ok(
        client.POST("/api/v1/supervision-orders", {
          body: { ...body, cases, signatory: me } as Schema["IssueOrder"],
        }),
      );
    case "call":
      return ok(
        client.POST("/api/v1/joint-conferences", { body: { ...body, cases } as Schema["CallConference"] }),
      );
  }
}

/// Where the case stands on the city's ladder, why, and every paper that came of it.
export function Climb({ shown }: { shown: Schema["Case"] }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const me = useMe();
  const cache = useQueryClient();
  const ladder = useQuery(ladderQuery);
  const climb = useQuery(climbQuery(shown.id));
  const [opening, setOpening] = useState<Opening | null>(null);
  const lead = shown.assignments.find((each) => each.is_lead && each.state !== "withdrawn")?.unit;
  const known = { issue: { unit: lead }, call: { units: lead ? [lead] : [] }, climb: { trigger: "manual" } };
  return (
    <Asked query={ladder}>
      {(cityLadder) => (
        <Asked query={climb}>
          {(found) => {
            const rungs = rungsOf(cityLadder, found);
            return (
              <div className="climb">
                {may("supervise") && (
                  <div className="action-row">
                    {(["climb", "issue", "call"] as const).map((each) => (
                      <Button
                        key={each}
                        aria-expanded={each === opening}
                        onClick={() => setOpening(each === opening ? null : each)}
                      >
                        {t(`climb.open.${each}`)}
                      </Button>
                    ))}
                  </div>
                )}
                {opening && (
                  <FieldForm
                    key={opening}
                    name={`open_${opening}`}
                    title={t(`climb.open.${opening}`)}
                    draft={`case.${shown.id}.open.${opening}`}
                    fields={fieldsOf(opening, rungs)}
                    known={known[opening]}
                    send={(body) => open(opening, shown.id, me.id, body)}
                    onDone={() => {
                      setOpening(null);
                      void cache.invalidateQueries({ queryKey: keys.caseAll(shown.id) });
                      void cache.invalidateQueries({ queryKey: keys.lists });
                    }}
                    onCancel={() => setOpening(null)}
                  />
                )}
                {found === null && <Nothing text={t("climb.none")} />}
                <ol className="rungs">
                  {rungs.toReversed().map((rung) => (
                    <OneRung key={rung.level} rung={rung} caseId={shown.id} />
                  ))}
                </ol>
                <Papers caseId={shown.id} />
              </div>
            );
          }}
        </Asked>
      )}
    </Asked>
  );
}
