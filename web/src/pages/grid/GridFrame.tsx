import CameraOutlined from "@ant-design/icons/CameraOutlined";
import CarryOutOutlined from "@ant-design/icons/CarryOutOutlined";
import EnvironmentOutlined from "@ant-design/icons/EnvironmentOutlined";
import HistoryOutlined from "@ant-design/icons/HistoryOutlined";
import { useQueryClient } from "@tanstack/react-query";
import { Spin } from "antd";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation } from "react-router";
import { useSession } from "@/api/session";
import { MayNot, SessionEnded } from "@/shell/Frame";
import { PersonMenu } from "@/shell/PersonMenu";
import { useWords } from "@/text/words";
import "./grid.css";
import { OutboxProvider, useOutbox } from "./outboxContext";

const kTabs = [
  { path: "/grid", text: "grid.tab.tasks", Icon: CarryOutOutlined },
  { path: "/grid/report", text: "grid.tab.report", Icon: CameraOutlined },
  { path: "/grid/cell", text: "grid.tab.cell", Icon: EnvironmentOutlined },
  { path: "/grid/sent", text: "grid.tab.sent", Icon: HistoryOutlined },
] as const;

/// What makes the page an application of the phone, and lets it begin without a network.
function useInstallable() {
  const cache = useQueryClient();
  useEffect(() => {
    // What was read before the worker stood between is read again, so that it is kept, too.
    const readAgain = () => void cache.invalidateQueries();
    navigator.serviceWorker?.addEventListener("controllerchange", readAgain);
    const manifest = document.createElement("link");
    manifest.rel = "manifest";
    manifest.href = "/grid.webmanifest";
    document.head.append(manifest);
    // Where browsers allow none (plain HTTP in a local network) the page works as long as the network does.
    navigator.serviceWorker?.register("/grid-worker.js", { scope: "/app/grid" }).catch(() => undefined);
    return () => {
      navigator.serviceWorker?.removeEventListener("controllerchange", readAgain);
      manifest.remove();
    };
  }, [cache]);
}

/// Whether there is a network, and how much waits for one: never by colour alone.
function LineState() {
  const { t } = useTranslation();
  const { entries, isOnline, sending } = useOutbox();
  const waiting = (entries ?? []).filter((entry) => entry.state === "waiting").length;
  const refused = (entries ?? []).filter((entry) => entry.state === "refused").length;
  const tone = refused > 0 ? "refused" : isOnline ? "open" : "lost";
  const words = [
    isOnline ? t("grid.online") : t("grid.offline"),
    sending ? t("grid.sending") : waiting > 0 ? t("grid.waits", { count: waiting }) : "",
    refused > 0 ? t("grid.refusedCount", { count: refused }) : "",
  ];
  return (
    <span className={`grid-line is-${tone}`} role="status">
      <i aria-hidden="true" />
      {words.filter(Boolean).join(" · ")}
    </span>
  );
}

function Inside() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { city } = useWords();
  const { pathname } = useLocation();
  const { entries } = useOutbox();
  useInstallable();
  const tab = [...kTabs].reverse().find((each) => pathname.startsWith(each.path)) ?? kTabs[0];
  const open = (entries ?? []).filter((entry) => entry.state === "waiting" || entry.state === "refused");

  useEffect(() => {
    document.title = `${t(tab.text)} · ${t("menu.grid")}`;
  }, [tab, t]);

  return (
    <div className="grid-app">
      <a href="#main" className="skip">
        {t("shell.skip")}
      </a>
      <header className="grid-top">
        <h1>
          <b>12345</b> {city ? t("shell.brand", { city: city.short_name }) : ""}
        </h1>
        <LineState />
        <PersonMenu />
      </header>
      <main id="main" className="grid-main" tabIndex={-1}>
        <Suspense fallback={<Spin className="page-wait" />}>
          {may("mobilise") ? <Outlet /> : <MayNot />}
        </Suspense>
      </main>
      <nav className="grid-tabs" aria-label={t("shell.menu")}>
        {kTabs.map(({ path, text, Icon }) => (
          <NavLink key={path} to={path} end={path === "/grid"} className="grid-tab">
            <span aria-hidden="true" className="grid-tab-icon">
              <Icon />
            </span>
            {t(text)}
            {path === "/grid/sent" && open.length > 0 && <em className="grid-count">{open.length}</em>}
          </NavLink>
        ))}
      </nav>
      <SessionEnded />
    </div>
  );
}

/// The frame of the grid worker's pages: one thumb, a bright day, no network.
export default function GridFrame() {
  return (
    <OutboxProvider>
      <Inside />
    </OutboxProvider>
  );
}
