"""What happens to awarded disability and survivor payments later: increases, and the transition of 2020.

Each step is a provision of the law; `timeline` walks the days on which a step falls, from the award to the
day asked for.
"""
