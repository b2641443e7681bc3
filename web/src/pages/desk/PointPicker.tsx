import { Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CityMap } from "@/shell/CityMap";
import type { DeskDraft } from "./deskDraft";

interface Props {
  draft: DeskDraft;
  choose: (part: Partial<DeskDraft>) => void;
}

/// The exact spot, where the caller can say it; its grid cell tells the community, too.
export function PointPicker({ draft, choose }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { point } = draft;
  return (
    <div className="point">
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {point ? t("map.change", { lon: point.lon.toFixed(4), lat: point.lat.toFixed(4) }) : t("map.pick")}
      </Button>
      {point && (
        <Button type="link" size="small" onClick={() => choose({ point: undefined })}>
          {t("map.drop")}
        </Button>
      )}
      <Modal
        open={open}
        width={960}
        title={t("map.pickTitle")}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        className="map-tall"
      >
        <CityMap
          point={point}
          onPick={(picked, cell) => {
            choose(cell?.community ? { point: picked, place: cell.community } : { point: picked });
            setOpen(false);
          }}
        />
      </Modal>
    </div>
  );
}
