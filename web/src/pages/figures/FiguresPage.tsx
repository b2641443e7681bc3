import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { AssessmentBoard } from "./AssessmentBoard";
import { CardBoard } from "./CardBoard";
import { FigureBoard } from "./FigureBoard";
import "./figures.css";

const kViews = ["figures", "card", "assessment"] as const;

/// 数据: any figure for any unit, place, category and period; the card; the month's assessment.
export default function FiguresPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const view = kViews.find((each) => each === search.get("view")) ?? "figures";
  return (
    <div className="figures">
      <Segmented
        className="figures-views"
        value={view}
        onChange={(next) => setSearch(next === "figures" ? {} : { view: next })}
        options={kViews.map((each) => ({ value: each, label: t(`figures.view.${each}`) }))}
      />
      {view === "figures" && <FigureBoard />}
      {view === "card" && <CardBoard />}
      {view === "assessment" && <AssessmentBoard />}
    </div>
  );
}
