//! Products of whole numbers: exact, and so the same whatever the width of the machine's registers.

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
use super::tiles::Tiles;

/// How many steps of an activation make 1.
pub(super) const STEPS: f32 = 512.0;

/// Rows that are multiplied together: two of the widest registers of sums.
const BLOCK: usize = 32;
/// Inputs that are multiplied together.
const INPUTS: usize = 4;
/// Cells of one row that are multiplied and added in one step.
const PAIR: usize = 2;

/// A matrix of small whole numbers with a scale and a bias a row.
pub(super) struct Matrix {
    /// Columns, an even number.
    columns: usize,
    scales: Vec<f32>,
    bias: Vec<f32>,
    cells: Cells,
}

/// How the cells lie.
enum Cells {
    /// By block of rows, by pair of columns, by row of the block: the two cells. The last block is filled up with zeros.
    Blocks(Vec<[i16; PAIR]>),
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    Tiles(Tiles),
}

/// Pairs of cells of the inputs that are multiplied together, each pair in one number, its first cell in the lower half.
type Packed = [i32; INPUTS];

/// Sums of products of a block of rows with each of the inputs.
type Sums = [[i32; BLOCK]; INPUTS];

impl Matrix {
    /// Takes the cells row by row; a scale is what one step of an input times one of a cell is worth.
    pub fn new(columns: usize, scales: Vec<f32>, bias: Vec<f32>, cells: &[i16]) -> Matrix {
        let steps = columns.div_ceil(PAIR);
        let mut blocks = vec![[0; PAIR]; bias.len().next_multiple_of(BLOCK) * steps];
        for (row, cells) in cells.chunks_exact(columns.max(1)).enumerate() {
            let places = blocks.iter_mut().skip(row / BLOCK * steps * BLOCK + row % BLOCK).step_by(BLOCK);
            for (place, cells) in places.zip(cells.chunks(PAIR)) {
                place[..cells.len()].copy_from_slice(cells);
            }
        }
        Matrix { columns: steps * PAIR, scales, bias, cells: Cells::Blocks(blocks) }
    }

    /// [`Matrix::new`] of signed bytes, for which some machines have registers of their own.
    pub fn of_bytes(columns: usize, scales: Vec<f32>, bias: Vec<f32>, cells: &[u8]) -> Matrix {
        #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
        if let Some(tiles) = Tiles::new(columns, cells) {
            return Matrix { columns, scales, bias, cells: Cells::Tiles(tiles) };
        }
        let cells: Vec<i16> = cells.iter().map(|cell| i16::from(cell.cast_signed())).collect();
        Matrix::new(columns, scales, bias, &cells)
    }

    /// Rows of the matrix, which is the width of its results.
    pub fn rows(&self) -> usize {
        self.bias.len()
    }

    /// Multiplies `count` inputs, the first at the start of `inputs` and each `stride` after the one before.
    pub fn multiply(&self, inputs: &[i16], stride: usize, count: usize, results: &mut Vec<f32>) {
        results.resize(count * self.rows(), 0.0);
        let cells = match &self.cells {
            Cells::Blocks(cells) => cells.as_flattened(),
            #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
            Cells::Tiles(tiles) => {
                return tiles.multiply(inputs, stride, count, (&self.scales, &self.bias), results);
            }
        };
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as knows;
            if knows!("avx512f") && knows!("avx512vnni") {
                // SAFETY: the processor has just been found to know AVX-512 and its sums of products.
                return unsafe { self.multiply_widest(cells, inputs, stride, count, results) };
            }
            if knows!("avx2") {
                // SAFETY: the processor has just been found to know AVX2.
                return unsafe { self.multiply_wide(cells, inputs, stride, count, results) };
            }
        }
        self.multiply_with(cells, inputs, stride, count, results, products);
    }

    /// [`Matrix::multiply`] with the widest registers; the numbers are the same.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512vnni")]
    fn multiply_widest(&self, cells: &[i16], inputs: &[i16], stride: usize, count: usize, results: &mut [f32]) {
        self.multiply_with(cells, inputs, stride, count, results, |cells, inputs| products_widest(cells, inputs));
    }

    /// [`Matrix::multiply`] with the wider registers; the numbers are the same.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn multiply_wide(&self, cells: &[i16], inputs: &[i16], stride: usize, count: usize, results: &mut [f32]) {
        self.multiply_with(cells, inputs, stride, count, results, |cells, inputs| products_wide(cells, inputs));
    }

    /// Goes through the blocks of rows and, for each, through the inputs by fours, which `products` multiplies.
    #[inline(always)]
    fn multiply_with(
        &self,
        cells: &[i16],
        inputs: &[i16],
        stride: usize,
        count: usize,
        results: &mut [f32],
        products: impl Fn(&[i16], &[Packed]) -> Sums,
    ) {
        let width = self.rows();
        let steps = self.columns / PAIR;
        let mut packed = vec![[0; INPUTS]; count.div_ceil(INPUTS) * steps];
        for number in 0..count {
            let (pairs, _) = inputs.get(number * stride..).unwrap_or_default().as_chunks::<PAIR>();
            let fours = &mut packed[number / INPUTS * steps..][..steps];
            for (four, [left, right]) in fours.iter_mut().zip(pairs) {
                four[number % INPUTS] = i32::from(*left) & 0xFFFF | i32::from(*right) << 16;
            }
        }
        let blocks = cells.chunks_exact((BLOCK * self.columns).max(1));
        let by_row = self.scales.chunks(BLOCK).zip(self.bias.chunks(BLOCK));
        for ((block, cells), (scales, bias)) in blocks.enumerate().zip(by_row) {
            for (four, packed) in packed.chunks_exact(steps.max(1)).enumerate() {
                let sums = products(cells, packed);
                for (number, sums) in (four * INPUTS..count).zip(&sums) {
                    let at = number * width + block * BLOCK;
                    let Some(results) = results.get_mut(at..at + bias.len()) else { continue };
                    for (((result, sum), scale), bias) in results.iter_mut().zip(sums).zip(scales).zip(bias) {
                        *result = *sum as f32 * scale + bias;
                    }
                }
            }
        }
    }
}

/// The products of a block of rows with four inputs.
fn products(cells: &[i16], inputs: &[Packed]) -> Sums {
    let mut sums = [[0; BLOCK]; INPUTS];
    for (cells, inputs) in cells.as_chunks::<{ BLOCK * PAIR }>().0.iter().zip(inputs) {
        for (sums, input) in sums.iter_mut().zip(inputs) {
            let (left, right) = (i32::from(*input as i16), *input >> 16);
            for (sum, [first, second]) in sums.iter_mut().zip(cells.as_chunks::<PAIR>().0) {
                *sum += i32::from(*first) * left + i32::from(*second) * right;
            }
        }
    }
    sums
}

/// [`products`], sixteen rows in a register.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn products_widest(cells: &[i16], inputs: &[Packed]) -> Sums {
    use std::arch::x86_64::*;
    let mut sums = [[_mm512_setzero_si512(); 2]; INPUTS];
    for (rows, inputs) in cells.as_chunks::<{ BLOCK * PAIR }>().0.iter().zip(inputs) {
        // SAFETY: the array holds 64 numbers, of which the first and the second half are read.
        let rows =
            unsafe { [_mm512_loadu_si512(rows.as_ptr().cast()), _mm512_loadu_si512(rows.as_ptr().add(BLOCK).cast())] };
        for (sums, input) in sums.iter_mut().zip(inputs) {
            let input = _mm512_set1_epi32(*input);
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum = _mm512_dpwssd_epi32(*sum, row, input);
            }
        }
    }
    let mut results = [[0; BLOCK]; INPUTS];
    for (sum, result) in sums.iter().flatten().zip(results.as_flattened_mut().as_chunks_mut::<16>().0) {
        // SAFETY: the array holds the 64 bytes that are stored.
        unsafe { _mm512_storeu_si512(result.as_mut_ptr().cast(), *sum) };
    }
    results
}

/// [`products`], eight rows in a register, the block in two halves: there are only sixteen of these registers.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn products_wide(cells: &[i16], inputs: &[Packed]) -> Sums {
    use std::arch::x86_64::*;
    let mut results = [[0; BLOCK]; INPUTS];
    for half in 0..2 {
        let mut sums = [[_mm256_setzero_si256(); 2]; INPUTS];
        for (rows, inputs) in cells.as_chunks::<BLOCK>().0.iter().skip(half).step_by(2).zip(inputs) {
            // SAFETY: the array holds 32 numbers, of which the first and the second half are read.
            let rows = unsafe {
                [_mm256_loadu_si256(rows.as_ptr().cast()), _mm256_loadu_si256(rows.as_ptr().add(BLOCK / 2).cast())]
            };
            for (sums, input) in sums.iter_mut().zip(inputs) {
                let input = _mm256_set1_epi32(*input);
                for (sum, row) in sums.iter_mut().zip(rows) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(row, input));
                }
            }
        }
        for (sums, results) in sums.iter().zip(&mut results) {
            let eights = results.as_chunks_mut::<8>().0.iter_mut().skip(2 * half);
            for (sum, result) in sums.iter().zip(eights) {
                // SAFETY: the array holds the 32 bytes that are stored.
                unsafe { _mm256_storeu_si256(result.as_mut_ptr().cast(), *sum) };
            }
        }
    }
    results
}

/// Rounds activations to whole steps for [`Matrix::multiply`].
///
/// A sum of 384 products of a signed byte and these stays inside 32 bits.
#[inline(always)]
pub(super) fn rounded(values: &[f32], steps: &mut Vec<i16>) {
    rounded_to(values, STEPS, 32_767.0, steps);
}

/// Rounds each `value * scale` to the nearest whole number, at most `limit` from zero.
#[inline(always)]
pub(super) fn rounded_to(values: &[f32], scale: f32, limit: f32, steps: &mut Vec<i16>) {
    // 1.5 * 2^23: adding it leaves the rounded number in the low bits, which is faster than `round`.
    const SHIFT: f32 = 12_582_912.0;
    let start = steps.len();
    steps.resize(start + values.len(), 0);
    for (step, value) in steps[start..].iter_mut().zip(values) {
        let shifted = (value * scale).max(-limit).min(limit) + SHIFT;
        *step = shifted.to_bits().wrapping_sub(SHIFT.to_bits()) as i16;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole numbers that look random.
    fn numbers(count: usize, limit: i32) -> Vec<i16> {
        let mut seed = 7_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((seed >> 8) as i32 % (2 * limit + 1) - limit) as i16
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn products_are_the_same_in_registers_of_any_width() {
        for (columns, rows, count) in [(64, 5, 3), (96, 4, 4), (384, 70, 9), (48, 32, 5), (128, 33, 40)] {
            let cells = numbers(rows * columns, 127);
            let inputs = numbers(count * columns, 30_000);
            let matrix = Matrix::new(columns, vec![0.25; rows], vec![0.5; rows], &cells);
            let mut results = Vec::new();
            matrix.multiply(&inputs, columns, count, &mut results);
            let mut narrow = vec![0.0; results.len()];
            let Cells::Blocks(blocks) = &matrix.cells else { panic!("whole numbers lie in blocks") };
            matrix.multiply_with(blocks.as_flattened(), &inputs, columns, count, &mut narrow, products);
            assert_eq!(results, narrow);
            let bytes: Vec<u8> = cells.iter().map(|cell| *cell as u8).collect();
            let matrix = Matrix::of_bytes(columns, vec![0.25; rows], vec![0.5; rows], &bytes);
            let mut from_bytes = Vec::new();
            matrix.multiply(&inputs, columns, count, &mut from_bytes);
            assert_eq!(results, from_bytes);
            for (input, results) in inputs.chunks_exact(columns).zip(results.chunks_exact(rows)) {
                for (row, result) in cells.chunks_exact(columns).zip(results) {
                    let sum: i32 =
                        row.iter().zip(input).map(|(cell, input)| i32::from(*cell) * i32::from(*input)).sum();
                    assert_eq!(*result, sum as f32 * 0.25 + 0.5);
                }
            }
        }
    }
}
