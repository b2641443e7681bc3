import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, ok } from "@/api/client";
import { keys } from "@/api/queries";
import { useSession } from "@/api/session";
import { Asked } from "@/shell/Trouble";
import { Panel } from "@/ui/Panel";
import { saveText } from "@/ui/saveText";

/// The file as it was handed over: read by the inspection alone.
export function DisciplineFile({ id }: { id: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const query = useQuery({
    queryKey: [...keys.caseAll(id), "file"],
    queryFn: () => ok(client.GET("/api/v1/discipline-referrals/{id}/file", { params: { path: { id } } })),
    enabled: may("discipline"),
  });
  if (!may("discipline")) return null;
  return (
    <Asked query={query}>
      {(file) => (
        <Panel
          title={t("paper.file")}
          extra={
            <Button size="small" onClick={() => saveText(`${id}.txt`, file.text)}>
              {t("paper.fileSave")}
            </Button>
          }
        >
          <ul className="file-cases">
            {file.cases.map((one) => (
              <li key={one.about}>
                <Link to={`/cases/${one.about}`} className="number">
                  {one.about}
                </Link>{" "}
                {one.category_name} · {one.place_name}{" "}
                <span className="quiet">
                  {t("paper.fileSteps", { count: one.timeline.length, papers: one.papers.length })}
                  {" · "}
                  {t(one.proof ? "paper.fileProved" : "paper.fileUnproved")}
                </span>
              </li>
            ))}
          </ul>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys */}
          <pre className="file-text" tabIndex={0} role="region" aria-label={t("paper.file")}>
            {file.text}
          </pre>
        </Panel>
      )}
    </Asked>
  );
}
