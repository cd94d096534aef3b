"""Statistical process control: is it signal, or is it noise?

Each chart is a pure function from a series to its lines and what they show. Three
reference packages in R define the numbers: NHSRplotthedots (XmR by the rules of Making
Data Count), qicharts2 (run and control charts, Anhoej's rules) and FunnelPlotR (funnels
with over-dispersion). The code is ours; `tests/measures/spc` compares the figures.
"""
