// The order counts: what comes later wins.
import "./app.css";
import "./shell/frame.css";
import "./ui/panels.css";
import "./ui/list.css";
import "./pages/queue/queue.css";
import "./pages/case/case.css";
import "./pages/desk/desk.css";
import "./pages/cases/cases.css";
import "./shell/palette.css";
import "./shell/signIn.css";
import "./shell/map.css";
import "./small.css";
