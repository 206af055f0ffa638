// The parts of ECharts that the usual kinds of chart need, and the place to add one.
// Each from its own file: what only more.js asks for must not come with them.
import { use } from "echarts/core";
import { install as BarChart } from "echarts/lib/chart/bar/install.js";
import { install as BoxplotChart } from "echarts/lib/chart/boxplot/install.js";
import { install as CandlestickChart } from "echarts/lib/chart/candlestick/install.js";
import { install as CustomChart } from "echarts/lib/chart/custom/install.js";
import { install as HeatmapChart } from "echarts/lib/chart/heatmap/install.js";
import { install as LineChart } from "echarts/lib/chart/line/install.js";
import { install as PieChart } from "echarts/lib/chart/pie/install.js";
import { install as ScatterChart } from "echarts/lib/chart/scatter/install.js";
import { install as AriaComponent } from "echarts/lib/component/aria/install.js";
import { install as BrushComponent } from "echarts/lib/component/brush/install.js";
import { install as DataZoomComponent } from "echarts/lib/component/dataZoom/install.js";
import { install as DatasetComponent } from "echarts/lib/component/dataset/install.js";
import { install as GridComponent } from "echarts/lib/component/grid/install.js";
import { install as LegendComponent } from "echarts/lib/component/legend/install.js";
import { install as MarkAreaComponent } from "echarts/lib/component/marker/installMarkArea.js";
import { install as MarkLineComponent } from "echarts/lib/component/marker/installMarkLine.js";
import { install as MarkPointComponent } from "echarts/lib/component/marker/installMarkPoint.js";
import { install as PolarComponent } from "echarts/lib/component/polar/install.js";
import { install as TitleComponent } from "echarts/lib/component/title/install.js";
import { install as ToolboxComponent } from "echarts/lib/component/toolbox/install.js";
import { install as TooltipComponent } from "echarts/lib/component/tooltip/install.js";
import { install as VisualMapComponent } from "echarts/lib/component/visualMap/install.js";
import { LabelLayout, UniversalTransition } from "echarts/features";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";

use([
  BarChart, BoxplotChart, CandlestickChart, CustomChart, HeatmapChart, LineChart, PieChart, ScatterChart,
  AriaComponent, BrushComponent, DatasetComponent, DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent,
  PolarComponent, TitleComponent, ToolboxComponent, TooltipComponent, VisualMapComponent,
  LabelLayout, UniversalTransition, CanvasRenderer, SVGRenderer,
]);
