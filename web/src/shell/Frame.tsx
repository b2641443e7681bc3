import { Button, Modal, Result, Spin, Tooltip } from "antd";
import { type ReactNode, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation, useNavigate } from "react-router";
import { useSession } from "@/api/session";
import { LiveProvider } from "@/live/live";
import { useWords } from "@/text/words";
import { Kbd } from "@/ui/Kbd";
import { useKeys } from "@/ui/useKeys";
import { CommandPalette } from "./CommandPalette";
import { LiveBadge } from "./LiveBadge";
import { kPages, pagesFor } from "./menu";
import { PageIcon, SearchIcon } from "./PageIcon";
import { PersonMenu } from "./PersonMenu";
import { SignInForm, SignInPage } from "./SignIn";
import { Trouble } from "./Trouble";

function Menu() {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <nav className="menu" aria-label={t("shell.menu")}>
      <ul>
        {pagesFor(may).map((page) => (
          <li key={page.path}>
            <NavLink to={page.path} className="menu-item" aria-keyshortcuts={`Alt+${page.key}`}>
              <PageIcon path={page.path} />
              <span>{t(page.text)}</span>
              <Kbd keys={`Alt ${page.key}`} />
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/// The page stays as it is, with all that was typed; only the same person carries on.
export function SessionEnded() {
  const { t } = useTranslation();
  const { me, hasEnded, signOut } = useSession();
  return (
    <Modal
      open={hasEnded}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={null}
      width={400}
      title={t("session.ended")}
      destroyOnHidden
    >
      <p className="quiet">{t("session.endedHint")}</p>
      <SignInForm login={me?.login} />
      <Button type="link" block onClick={() => void signOut().catch(() => window.location.reload())}>
        {t("session.other")}
      </Button>
    </Modal>
  );
}

export function MayNot() {
  const { t } = useTranslation();
  return <Result status="403" title={t("page.mayNot")} subTitle={t("page.mayNotHint")} />;
}

/// Of a page that stands in no menu.
const titleOf = (path: string) =>
  path.startsWith("/cases/") ? "case.title" : path.startsWith("/documents/") ? "paper.title" : "shell.title";

function Inside() {
  const { t } = useTranslation();
  const { me, may } = useSession();
  const { city } = useWords();
  const { pathname } = useLocation();
  const go = useNavigate();
  const [searching, setSearching] = useState(false);
  const pages = pagesFor(may);
  const page = kPages.find((each) => pathname === each.path);

  useKeys(
    {
      "ctrl+k": () => setSearching(true),
      "/": () => setSearching(true),
      ...Object.fromEntries(pages.map((each) => [`alt+${each.key}`, () => void go(each.path)])),
    },
    true,
    true,
  );
  useEffect(() => {
    document.title = page ? `${t(page.text)} · ${t("shell.title")}` : t("shell.title");
  }, [page, t]);

  const allowed = !page || pages.includes(page);
  return (
    <div className="frame">
      <a href="#main" className="skip">
        {t("shell.skip")}
      </a>
      <aside className="side">
        <div className="brand">
          <b>12345</b>
          <span>{city ? t("shell.brand", { city: city.short_name }) : ""}</span>
        </div>
        <Menu />
        <PersonMenu />
      </aside>
      <div className="stage">
        <header className="top">
          <h1>{page ? t(page.text) : t(titleOf(pathname))}</h1>
          <button
            type="button"
            className="search-door"
            onClick={() => setSearching(true)}
            aria-keyshortcuts="Control+K"
          >
            <SearchIcon />
            <span>{t("search.door")}</span>
            <Kbd keys="Ctrl K" />
          </button>
          <LiveBadge />
          <Tooltip title={me?.unit_name}>
            <span className="top-unit">{me?.unit_name}</span>
          </Tooltip>
        </header>
        <main id="main" className="page" tabIndex={-1}>
          <Suspense fallback={<Spin className="page-wait" />}>{allowed ? <Outlet /> : <MayNot />}</Suspense>
        </main>
      </div>
      {searching && <CommandPalette onClose={() => setSearching(false)} />}
      <SessionEnded />
    </div>
  );
}

/// Nobody gets past without having signed in; inside, everybody hears what happens.
export function Gate({ children }: { children: ReactNode }) {
  const { me, isLoading, error, retry } = useSession();
  if (me) return <LiveProvider who={me.id}>{children}</LiveProvider>;
  if (isLoading) return <Spin fullscreen />;
  if (error)
    return (
      <main className="page-fault">
        <Trouble error={error} retry={retry} />
      </main>
    );
  return <SignInPage />;
}

export const Frame = () => (
  <Gate>
    <Inside />
  </Gate>
);
