import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { DocumentOf } from "@/api/readDocuments";
import { DocumentForm } from "@/pages/case/DocumentForm";
import { Moment } from "@/shell/CaseWords";
import { Nothing } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { CaseLines } from "./CaseLines";
import { CasePane } from "./CasePane";
import { sayShift } from "./say";
import { kShiftForms, reviewsOf, type Shift, toReview } from "./shift";

/// The package of the evening before: what is overdue and what was redone, each to be looked at and remarked on.
export function Package({ shift }: { shift: DocumentOf<Shift> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [search, setSearch] = useSearchParams();
  const { head, body } = shift;
  const ids = toReview(body);
  const chosen = search.get("case") ?? ids[0];
  const reviews = reviewsOf(shift);
  const canWrite = body.state === "signed_in";
  const open = (id: string) => setSearch({ shift: head.id, tab: "package", case: id }, { replace: true });

  if (!body.prepared_at) return <Nothing text={t("duty.notPrepared")} />;
  return (
    <div className="duty-columns">
      <section className="panel duty-list" aria-label={t("duty.tab.package")}>
        <p className="duty-list-head quiet">
          {t("duty.packageHint", {
            overdue: body.package.overdue_count,
            unsatisfied: body.package.unsatisfied_count,
          })}
        </p>
        {ids.length === 0 ? (
          <Nothing text={t("duty.nothingToReview")} />
        ) : (
          <CaseLines
            label={t("duty.tab.package")}
            ids={ids}
            active={chosen}
            onOpen={open}
            mark={(id) =>
              reviews.some((each) => each.about === id) && <Badge tone="green">{t("duty.reviewed")}</Badge>
            }
          />
        )}
      </section>
      <section className="duty-pane" aria-label={t("case.title")}>
        {chosen && (
          <CasePane key={chosen} id={chosen} shift={head.id} canWrite={canWrite}>
            {reviews
              .filter((each) => each.about === chosen)
              .map((each) => (
                <blockquote key={each.at} className="duty-remark">
                  <p>{each.text}</p>
                  <small className="quiet">
                    {each.by} · <Moment at={each.at} />
                  </small>
                </blockquote>
              ))}
            {canWrite && (
              <DocumentForm
                name="review_shift"
                draft={`duty.${head.id}.review.${chosen}`}
                fields={kShiftForms.review_shift}
                title={t("duty.review")}
                document={head.id}
                submit={(typed) => sayShift(head.id, "review", { ...typed, about: chosen })}
                onDone={() => void message.success(t("duty.reviewedNow"))}
              />
            )}
          </CasePane>
        )}
      </section>
    </div>
  );
}
