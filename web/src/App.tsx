import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider, Spin } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { createBrowserRouter, Navigate, RouterProvider } from "react-router";
import { ApiError } from "./api/errors";
import { SessionProvider, useSession } from "./api/session";
import { Frame, Gate } from "./shell/Frame";
import { pagesFor } from "./shell/menu";
import { NoSuchPage, PageFault } from "./shell/NoSuchPage";
import { ThemeContext } from "./shell/themeContext";
import { themeOf, useTheme } from "./ui/theme";

const cache = new QueryClient({
  defaultOptions: {
    queries: {
      // The browser's word about a network is no word about the server: one asks, and is told.
      networkMode: "always",
      staleTime: 10_000,
      // A server that restarts is back soon: what was asked is asked again, and the page stays as it is.
      retry: (count, error) => error instanceof ApiError && error.mayRetry && count < 6,
      retryDelay: (count) => Math.min(500 * 2 ** count, 5000),
    },
    mutations: { retry: false, networkMode: "always" },
  },
});

const DeskPage = lazy(() => import("./pages/desk/DeskPage"));
const DispatchPage = lazy(() => import("./pages/queue/DispatchPage"));
const UnitPage = lazy(() => import("./pages/queue/UnitPage"));
const ReviewPage = lazy(() => import("./pages/queue/ReviewPage"));
const CallbackPage = lazy(() => import("./pages/queue/CallbackPage"));
const GridFrame = lazy(() => import("./pages/grid/GridFrame"));
const GridTasksPage = lazy(() => import("./pages/grid/TasksPage"));
const GridTaskPage = lazy(() => import("./pages/grid/TaskPage"));
const GridReportPage = lazy(() => import("./pages/grid/ReportPage"));
const GridCellPage = lazy(() => import("./pages/grid/CellPage"));
const GridSentPage = lazy(() => import("./pages/grid/SentPage"));
const MediationPage = lazy(() => import("./pages/mediation/MediationPage"));
const DutyPage = lazy(() => import("./pages/duty/DutyPage"));
const CasesPage = lazy(() => import("./pages/cases/CasesPage"));
const CasePage = lazy(() => import("./pages/case/CasePage"));
const SupervisionPage = lazy(() => import("./pages/watch/SupervisionPage"));
const DisciplinePage = lazy(() => import("./pages/watch/DisciplinePage"));
const PaperPage = lazy(() => import("./pages/paper/PaperPage"));
const FiguresPage = lazy(() => import("./pages/figures/FiguresPage"));
const KnowledgePage = lazy(() => import("./pages/knowledge/KnowledgePage"));
const TrainingPage = lazy(() => import("./pages/training/TrainingPage"));
const QualityPage = lazy(() => import("./pages/quality/QualityPage"));
const TopicsPage = lazy(() => import("./pages/topics/TopicsPage"));
const MapPage = lazy(() => import("./pages/map/MapPage"));
const LinksPage = lazy(() => import("./pages/admin/LinksPage"));
const UsersPage = lazy(() => import("./pages/admin/UsersPage"));
const AccessPage = lazy(() => import("./pages/admin/AccessPage"));
const LooksPage = lazy(() => import("./pages/admin/LooksPage"));
const OutboxPage = lazy(() => import("./pages/admin/OutboxPage"));
const CityPage = lazy(() => import("./pages/admin/CityPage"));
const AccountPage = lazy(() => import("./pages/admin/AccountPage"));

/// The page of one's own work; the list of all cases only where there is none.
function Home() {
  const { may } = useSession();
  const pages = pagesFor(may);
  const own = pages.find(({ path }) => path !== "/cases") ?? pages[0];
  return <Navigate to={own?.path ?? "/account"} replace />;
}

/// The grid worker's pages have a frame of their own: for a thumb, and without a network.
const gridRoutes = {
  path: "/grid",
  element: (
    <Gate>
      <Suspense fallback={<Spin fullscreen />}>
        <GridFrame />
      </Suspense>
    </Gate>
  ),
  errorElement: <PageFault />,
  children: [
    { index: true, element: <GridTasksPage /> },
    { path: "tasks/:id", element: <GridTaskPage /> },
    { path: "report", element: <GridReportPage /> },
    { path: "cell", element: <GridCellPage /> },
    { path: "sent", element: <GridSentPage /> },
  ],
};

const router = createBrowserRouter(
  [
    gridRoutes,
    {
      element: <Frame />,
      errorElement: <PageFault />,
      children: [
        { path: "/", element: <Home /> },
        { path: "/desk", element: <DeskPage /> },
        { path: "/dispatch", element: <DispatchPage /> },
        { path: "/unit", element: <UnitPage /> },
        { path: "/mediation", element: <MediationPage /> },
        { path: "/duty", element: <DutyPage /> },
        { path: "/review", element: <ReviewPage /> },
        { path: "/callback", element: <CallbackPage /> },
        { path: "/cases", element: <CasesPage /> },
        { path: "/cases/:id", element: <CasePage /> },
        { path: "/supervision", element: <SupervisionPage /> },
        { path: "/discipline", element: <DisciplinePage /> },
        { path: "/documents/:id", element: <PaperPage /> },
        { path: "/figures", element: <FiguresPage /> },
        { path: "/knowledge", element: <KnowledgePage /> },
        { path: "/training", element: <TrainingPage /> },
        { path: "/quality", element: <QualityPage /> },
        { path: "/topics", element: <TopicsPage /> },
        { path: "/map", element: <MapPage /> },
        { path: "/links", element: <LinksPage /> },
        { path: "/users", element: <UsersPage /> },
        { path: "/looks", element: <LooksPage /> },
        { path: "/access", element: <AccessPage /> },
        { path: "/outbox", element: <OutboxPage /> },
        { path: "/city", element: <CityPage /> },
        { path: "/account", element: <AccountPage /> },
        { path: "*", element: <NoSuchPage /> },
      ],
    },
  ],
  { basename: "/app" },
);

export function App() {
  const { i18n } = useTranslation();
  const theme = useTheme();
  return (
    <ThemeContext.Provider value={theme}>
      <ConfigProvider
        theme={themeOf(theme.isDark)}
        locale={i18n.language === "en" ? enUS : zhCN}
        button={{ autoInsertSpace: false }}
      >
        <AntApp component={false} message={{ maxCount: 3 }}>
          <QueryClientProvider client={cache}>
            <SessionProvider>
              <RouterProvider router={router} />
            </SessionProvider>
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </ThemeContext.Provider>
  );
}
