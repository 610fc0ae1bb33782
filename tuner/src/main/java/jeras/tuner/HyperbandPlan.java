package jeras.tuner;

/**
 * How many trials train for how many epochs. A bracket begins with many trials of few epochs; round by round the best of them go on,
 * for {@code factor} times as many. Bracket 0 trains all its trials for {@code maxEpochs} at once.
 *
 * @see <a href="https://arxiv.org/abs/1603.06560">Li and others: Hyperband</a>
 */
record HyperbandPlan(int maxEpochs, int factor) {

    /** The brackets are numbered from 0; the greatest, which sorts out most, comes first. */
    int brackets() {
        int brackets = 0;
        for (double epochs = maxEpochs; epochs >= 1; epochs /= factor) {
            brackets++;
        }
        return brackets;
    }

    int rounds(int bracket) {
        return bracket + 1;
    }

    /** The trials of a round; such that each bracket takes about as long. */
    int size(int bracket, int round) {
        double last = Math.ceil(1 + Math.log(maxEpochs) / Math.log(factor));
        return (int) Math.ceil(last / (bracket + 1) * Math.pow(factor, bracket - round));
    }

    /** The epochs that a round's trials have in all, those of the rounds before included. */
    int epochs(int bracket, int round) {
        return (int) Math.ceil(maxEpochs / Math.pow(factor, bracket - round));
    }
}
