import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { keys } from "@/api/queries";
import { useSession } from "@/api/session";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { Fact, Facts } from "@/ui/Fact";
import { Panel } from "@/ui/Panel";

const answerCheckQuery = (id: string) => ({
  queryKey: [...keys.caseAll(id), "answer_check"],
  queryFn: () => ok(client.GET("/api/v1/cases/{id}/answer_check", { params: { path: { id } } })),
});

/// What a reviewer should look at in the answer, by rule, with the words that say so. A person judges.
export function AnswerCheck({ shown }: { shown: Schema["Case"] }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { label } = useWords();
  const asked = shown.state === "answer_review" && may("review");
  const { data, isPending } = useQuery({ ...answerCheckQuery(shown.id), enabled: asked });
  if (!asked) return null;
  if (!data)
    return isPending ? (
      <Panel title={t("quality.title")}>
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      </Panel>
    ) : null;
  return (
    <Panel
      title={t("quality.title")}
      className="answer-check"
      extra={t("quality.relevance", { percent: Math.round(100 * data.relevance) })}
    >
      {data.findings.length === 0 && <p className="quiet">{t("quality.fine")}</p>}
      <ul className="findings">
        {data.findings.map((finding) => (
          <li key={`${finding.flaw}.${finding.found}`}>
            <Badge tone="amber">{label("answer_flaw", finding.flaw, finding.flaw_label)}</Badge>{" "}
            {finding.found && <q>{finding.found}</q>}
          </li>
        ))}
      </ul>
      <Facts columns={1}>
        <Fact name={t("quality.promises")}>
          {data.promises.length > 0 &&
            data.promises.map((promise) => (
              <span key={promise.text} className="promise">
                {promise.text}{" "}
                <small className="quiet">{promise.is_dated ? promise.by : t("quality.undated")}</small>
              </span>
            ))}
        </Fact>
        <Fact name={t("quality.basis")}>{data.basis.join("、")}</Fact>
        <Fact name={t("quality.copied")}>
          {data.copied_from && <Link to={`/cases/${data.copied_from}`}>{data.copied_from}</Link>}
        </Fact>
      </Facts>
    </Panel>
  );
}
